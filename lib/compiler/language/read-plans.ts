import type { Plan, Quota } from '../api-model.ts';
import { type Cursor, wrong } from './cursor.ts';
import { NAME } from './read-backends.ts';
import { readFields } from './read-fields.ts';
import { readSeconds } from './read-seconds.ts';
import { readThrottle } from './read-throttle.ts';
import { readBoolean, readList, readNamed, readOneOf, readText, readWhole } from './read-values.ts';

const NAME_RULE = 'a name of letters, digits, - and _ that starts with a letter';

/** Seconds: a new key takes up to two minutes to work; a year is what durations reach to. */
const MIN_LIFETIME = 300;
const MAX_LIFETIME = 31_536_000;

export function readPlans(cursor: Cursor | undefined): readonly Plan[] {
  const plans = [...(readNamed(readPlan, 'an object of name: plan')(cursor) ?? new Map<string, Plan>()).values()];
  const named = plans.flatMap((plan) => [plan.name, plan.was].map((name) => ({ name, plan })));
  const byName = Map.groupBy(named, ({ name }) => name);
  for (const plan of plans) {
    const taken = byName.get(plan.was)?.find((other) => other.plan !== plan)?.plan;
    if (cursor === undefined || plan.was === undefined || taken === undefined) continue;
    const path = [...cursor.path, plan.name, 'was'];
    cursor.report(
      'x-gateway',
      path,
      `was is "${plan.was}", which plan "${taken.name}" has too, name a plan that is gone`,
    );
  }
  return plans;
}

function readPlan(cursor: Cursor, name: string): Plan {
  if (!NAME.test(name)) wrong({ ...cursor, value: name }, NAME_RULE);
  const fields = readFields(cursor, {
    known: ['throttle', 'quota', 'operations', 'allow', 'keyLifetime', 'default', 'was'],
  });
  const was = readText(NAME_RULE, NAME)(fields('was'));
  const throttle = readThrottle(fields('throttle'));
  const quota = readQuota(fields('quota'));
  const operations = readNamed(readThrottle, 'an object of operation id: throttle')(fields('operations'));
  const allow = readList(readText('an operationId'), 'a list of operation ids')(fields('allow'));
  const keyLifetime = readSeconds(MIN_LIFETIME, MAX_LIFETIME)(fields('keyLifetime'));
  const isDefault = readBoolean(fields('default')) === true;
  return {
    name,
    ...(allow !== undefined && { allow: [...new Set(allow)] }),
    ...(keyLifetime !== undefined && { keyLifetime }),
    ...(isDefault && { default: true }),
    ...(was !== undefined && { was }),
    ...(throttle !== undefined && { throttle }),
    ...(quota !== undefined && { quota }),
    operations: Object.fromEntries(operations ?? []),
  };
}

function readQuota(cursor: Cursor | undefined): Quota | undefined {
  if (cursor === undefined) return undefined;
  const fields = readFields(cursor, { known: ['limit', 'period'] });
  const limit = readWhole(1, 2 ** 31 - 1)(fields('limit'));
  const period = readOneOf(['day', 'week', 'month'])(fields('period'));
  if (limit !== undefined && period !== undefined) return { limit, period };
  if (fields('limit') === undefined || fields('period') === undefined) wrong(cursor, 'both limit and period');
  return undefined;
}
