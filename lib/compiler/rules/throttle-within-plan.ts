import { error } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { plannedPets } from './planned-pets.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

export const throttleWithinPlan: Rule<'throttle-within-plan'> = {
  name: 'throttle-within-plan',
  severities: ['error'],
  summary: "The throttle of an operation inside a plan must not exceed the plan's own.",
  why: "The plan's throttle holds for all operations together, so a higher one for a single operation is never reached.",
  sources: [SOURCES.usagePlans],
  fix: "Lower the throttle of the operation, or raise the plan's.",
  bad: {
    yaml: plannedPets(
      `throttle: { rate: 10, burst: 20 }`,
      'operations:',
      '  searchPets: { rate: 50, burst: 20 } # <-- here',
    ),
  },
  good: {
    yaml: plannedPets('throttle: { rate: 10, burst: 20 }', 'operations:', '  searchPets: { rate: 5, burst: 20 }'),
  },
  check: ({ plans }, report) => {
    for (const { name, throttle, operations } of plans) {
      if (throttle === undefined) continue;
      for (const [id, own] of Object.entries(operations)) {
        for (const key of ['rate', 'burst'] as const) {
          if (own[key] <= throttle[key]) continue;
          const pointer = pointerTo('/x-gateway/plans', name, 'operations', id, key);
          const message = `operation ${key} ${own[key]} exceeds plan "${name}" (${throttle[key]}), lower the ${key} or raise the plan`;
          report(error('throttle-within-plan', pointer, message));
        }
      }
    }
  },
};
