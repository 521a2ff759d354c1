import { listOf, objectOf, stringOf } from '../json-values.ts';
import type { ScheduleDefinition } from './assembly.ts';
import { deployedResources } from './deployed-resources.ts';
import { resourceKind } from './resource-kinds.ts';
import type { Stack } from './stack.ts';

const MILLISECONDS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** Rules of EventBridge that run at a rate, once for each of their targets; other rules and disabled ones are left out. */
export function scheduleDefinitions(stacks: readonly Stack[]): readonly ScheduleDefinition[] {
  return deployedResources(stacks, 'AWS::Events::Rule').flatMap((view) => {
    const interval = rate(stringOf(view.property('ScheduleExpression')) ?? '');
    if (interval === undefined || view.property('State') === 'DISABLED') return [];
    const ruleArn = String(resourceKind(view.type).attribute('Arn', view));
    const { accountId, region } = view.resolver.stack;
    return listOf(view.property('Targets')).map((target) => {
      const { Arn, Input } = objectOf(target);
      const input = stringOf(Input);
      return { ruleArn, targetArn: String(Arn), interval, accountId, region, ...(input !== undefined && { input }) };
    });
  });
}

/** `rate(5 minutes)` (EventBridge user guide, "Schedule patterns"). */
function rate(expression: string): number | undefined {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  // The pattern's own units.
  const interval = Number(count) * MILLISECONDS[unit as keyof typeof MILLISECONDS];
  return interval > 0 ? interval : undefined;
}
