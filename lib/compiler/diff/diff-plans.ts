import type { Plan, Throttle } from '../api-model.ts';
import { pointerTo } from '../json-pointer.ts';
import { inBase, inNext, type Tell, type Version } from './change.ts';
import { diffThrottle } from './diff-throttle.ts';

export function diffPlans(base: Version, next: Version, tell: Tell): void {
  const [was, is] = [plansOf(base), plansOf(next)];
  const kept = new Map(is.map((plan) => [was.some(({ name }) => name === plan.name) ? plan.name : plan.was, plan]));
  for (const plan of was) {
    const same = kept.get(plan.name);
    if (same === undefined) tell('plan-removed', inBase(placeOf(plan)), `plan "${plan.name}" removed`);
    else diffPlan(plan, same, idsInBoth(base, next), tell);
  }
  for (const plan of is) {
    const isKept = was.some(({ name }) => kept.get(name) === plan);
    if (!isKept) tell('plan-added', inNext(placeOf(plan)), `plan "${plan.name}" added`);
  }
}

const plansOf = ({ reading, model }: Version): readonly Plan[] => model?.plans ?? reading.plans;

const placeOf = ({ name }: Plan) => ({ pointer: pointerTo('/x-gateway/plans', name) });

function idsInBoth(base: Version, next: Version): ReadonlySet<string> {
  const before = new Set(base.reading.operations.map(({ id }) => id));
  return new Set(next.reading.operations.map(({ id }) => id).filter((id) => before.has(id)));
}

function diffPlan(base: Plan, next: Plan, operations: ReadonlySet<string>, tell: Tell): void {
  const place = inNext(placeOf(next));
  const named = `plan "${next.name}"`;
  if (base.name !== next.name) tell('plan-renamed', place, `plan "${base.name}" became "${next.name}"`);
  const compare = (was: Throttle | undefined, is: Throttle | undefined, what: string) =>
    diffThrottle(was, is, {
      lowered: (change) => tell('plan-throttle-lowered', place, `${what}: ${change}`),
      raised: (change) => tell('plan-throttle-raised', place, `${what}: ${change}`),
    });
  compare(base.throttle, next.throttle, named);
  const [was, is] = [base, next].map((plan) => new Map(Object.entries(plan.operations)));
  for (const id of operations) compare(was?.get(id), is?.get(id), `${named}, operation "${id}"`);
  diffPermissions(base, next, (check, message) => tell(check, place, `${named}: ${message}`));
  diffQuota(base.quota, next.quota, named, (check, message) => tell(check, place, message));
}

function diffPermissions(
  base: Plan,
  next: Plan,
  tell: (check: 'plan-allows-less' | 'plan-allows-more', message: string) => void,
): void {
  const within = (one: Plan['allow'], other: Plan['allow']) =>
    other === undefined || (one?.every((id) => other.includes(id)) ?? false);
  const change = `operations ${base.allow?.join(', ') ?? 'all'} became ${next.allow?.join(', ') ?? 'all'}`;
  if (!within(base.allow, next.allow)) tell('plan-allows-less', change);
  else if (!within(next.allow, base.allow)) tell('plan-allows-more', change);
  const [was, is] = [base.keyLifetime ?? Infinity, next.keyLifetime ?? Infinity];
  const lifetime = `keys that count ${seconds(was)} became keys that count ${seconds(is)}`;
  if (is < was) tell('plan-allows-less', lifetime);
  else if (is > was) tell('plan-allows-more', lifetime);
}

const seconds = (lifetime: number): string => (lifetime === Infinity ? 'until they are taken back' : `${lifetime} s`);

function diffQuota(
  base: Plan['quota'],
  next: Plan['quota'],
  named: string,
  tell: (check: 'quota-lowered' | 'quota-raised' | 'quota-changed', message: string) => void,
): void {
  const text = (quota: Plan['quota']) => (quota === undefined ? 'none' : `${quota.limit} a ${quota.period}`);
  const message = `${named}: quota ${text(base)} became ${text(next)}`;
  const [was, is] = [base?.limit ?? Infinity, next?.limit ?? Infinity];
  if (base !== undefined && next !== undefined && base.period !== next.period) tell('quota-changed', message);
  else if (is < was) tell('quota-lowered', message);
  else if (is > was) tell('quota-raised', message);
}
