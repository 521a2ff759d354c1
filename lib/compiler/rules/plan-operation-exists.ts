import { error, warning } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { nearestWord } from '../nearest-word.ts';
import type { Rule } from '../reading.ts';
import { operationSecurity } from '../security/operation-security.ts';

export const planOperationExists: Rule = ({ plans, operations, document }, report) => {
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  for (const { plan, id } of plans.flatMap((each) =>
    Object.keys(each.operations).map((id) => ({ plan: each.name, id })),
  )) {
    const pointer = pointerTo('/x-gateway/plans', plan, 'operations', id);
    const operation = byId.get(id);
    if (operation === undefined) {
      const nearest = nearestWord(id, byId.keys());
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
};
