import { error } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import type { Rule } from '../reading.ts';

export const throttleWithinPlan: Rule = ({ plans }, report) => {
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
};
