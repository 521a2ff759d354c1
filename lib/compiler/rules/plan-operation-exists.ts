import type { Plan } from '../api-model.ts';
import { error, warning } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { nearestAmong } from '../nearest-word.ts';
import { plannedPets } from './planned-pets.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

export const planOperationExists: Rule<'plan-operation-exists'> = {
  name: 'plan-operation-exists',
  severities: ['error', 'warning'],
  summary: 'A throttle or a permission inside a plan must name an operation that a plan applies to.',
  why: 'API Gateway refuses a usage plan with a throttle for a method it does not have, in the middle of a deploy; and it throttles by plan only the operations that need an API key.',
  sources: [SOURCES.usagePlans],
  fix: 'Name the `operationId` of an operation that exists and needs an API key.',
  bad: {
    yaml: plannedPets('operations:', '  serchPets: { rate: 5, burst: 10 } # <-- here'),
  },
  good: {
    yaml: plannedPets('operations:', '  searchPets: { rate: 5, burst: 10 }'),
  },
  check: (reading, report) => {
    const { plans, operations, security } = reading;
    if (plans.length === 0) return;
    const byId = new Map(operations.map((operation) => [operation.id, operation]));
    const nearestId = nearestAmong(byId.keys());
    for (const { plan, id, does, key } of plans.flatMap(namedOperations)) {
      const pointer = pointerTo('/x-gateway/plans', plan, ...key);
      const operation = byId.get(id);
      if (operation === undefined) {
        const nearest = nearestId(id);
        const advice =
          nearest === undefined ? 'name the operationId of one that is not disabled' : `did you mean "${nearest}"`;
        const message = `plan "${plan}" ${does} the operation "${id}", which does not exist, ${advice}`;
        report(error('plan-operation-exists', pointer, message));
      } else if (!security.of(operation.security).apiKey) {
        const message = `plan "${plan}" ${does} "${id}", which needs no API key, so nothing applies it; add a key to its security`;
        report(warning('plan-operation-exists', pointer, message));
      }
    }
  },
};

function namedOperations({ name: plan, operations, allow = [] }: Plan) {
  return [
    ...Object.keys(operations).map((id) => ({ plan, id, does: 'throttles', key: ['operations', id] })),
    ...allow.map((id, index) => ({ plan, id, does: 'allows', key: ['allow', String(index)] })),
  ];
}
