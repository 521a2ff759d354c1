import type { AuthorizedOperation, AuthorizerConfig } from '../../lambdas/core/authorizer-config.ts';
import type { ApiModel } from './api-model.ts';
import { inCanonicalOrder } from './canonical-order.ts';

/** What the authorizer needs of the model; `undefined` when no operation needs a token. */
export function authorizerConfig({ schemes, operations, backends }: ApiModel): AuthorizerConfig | undefined {
  const authorized = inCanonicalOrder(operations).flatMap((operation): AuthorizedOperation[] => {
    const { id, method, path, security, handling } = operation;
    if (security.requirements === undefined) return [];
    const hashOn = handling.kind === 'proxy' ? backends[handling.backend]?.hashOn : undefined;
    const hashClaim = hashOn?.kind === 'claim' ? { hashClaim: hashOn.name } : {};
    const keyed = handling.kind === 'proxy' ? handling.cache?.claims : undefined;
    const cacheClaims = keyed && keyed.length > 0 ? { cacheClaims: keyed } : {};
    return [{ id, method, path, requirements: security.requirements, ...hashClaim, ...cacheClaims }];
  });
  return authorized.length === 0 ? undefined : { version: 1, schemes, operations: authorized };
}
