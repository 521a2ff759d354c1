import { error, warning } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { nearestAmong } from '../nearest-word.ts';
import { operationSecurity } from '../security/operation-security.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

export const planOperationExists: Rule<'plan-operation-exists'> = {
  name: 'plan-operation-exists',
  severities: ['error', 'warning'],
  summary: 'A throttle inside a plan must name an operation that a plan applies to.',
  why: 'API Gateway refuses a usage plan with a throttle for a method it does not have, in the middle of a deploy; and it throttles by plan only the operations that need an API key.',
  sources: [SOURCES.usagePlans],
  fix: 'Name the `operationId` of an operation that exists and needs an API key.',
  bad: {
    yaml: `
      x-gateway:
        plans:
          free:
            operations:
              serchPets: { rate: 5, burst: 10 } # <-- here
      paths:
        /pets:
          get: { operationId: searchPets, security: [{ apiKey: [] }] }
      components:
        securitySchemes:
          apiKey: { type: apiKey, in: header, name: x-api-key }
    `,
  },
  good: {
    yaml: `
      x-gateway:
        plans:
          free:
            operations:
              searchPets: { rate: 5, burst: 10 }
      paths:
        /pets:
          get: { operationId: searchPets, security: [{ apiKey: [] }] }
      components:
        securitySchemes:
          apiKey: { type: apiKey, in: header, name: x-api-key }
    `,
  },
  check: ({ plans, operations, document }, report) => {
    const byId = new Map(operations.map((operation) => [operation.id, operation]));
    const nearestId = nearestAmong(byId.keys());
    for (const { plan, id } of plans.flatMap((each) =>
      Object.keys(each.operations).map((id) => ({ plan: each.name, id })),
    )) {
      const pointer = pointerTo('/x-gateway/plans', plan, 'operations', id);
      const operation = byId.get(id);
      if (operation === undefined) {
        const nearest = nearestId(id);
        const advice =
          nearest === undefined ? 'name the operationId of one that is not disabled' : `did you mean "${nearest}"`;
        report(
          error(
            'plan-operation-exists',
            pointer,
            `plan "${plan}" throttles the operation "${id}", which does not exist, ${advice}`,
          ),
        );
      } else if (!operationSecurity(operation.security, document).apiKey) {
        const message = `plan "${plan}" throttles "${id}", which needs no API key, so nothing applies it; add a key to its security`;
        report(warning('plan-operation-exists', pointer, message));
      }
    }
  },
};
