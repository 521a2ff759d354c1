import type { AuthorizedOperation, AuthorizerConfig } from '../../lambdas/core/authorizer-config.ts';
import type { ApiModel } from './api-model.ts';
import { inCanonicalOrder } from './canonical-order.ts';

/** What the authorizer needs of the model; `undefined` when no operation needs a token. */
export function authorizerConfig({ schemes, operations }: ApiModel): AuthorizerConfig | undefined {
  const authorized = inCanonicalOrder(operations).flatMap(({ id, method, path, security }): AuthorizedOperation[] =>
    security.requirements === undefined ? [] : [{ id, method, path, requirements: security.requirements }],
  );
  return authorized.length === 0 ? undefined : { version: 1, schemes, operations: authorized };
}
