import type { AuthorizerConfig } from '../../../lambdas/core/authorizer-config.ts';

/**
 * Another config makes other authorizers, so no answer that API Gateway may keep outlives its deploy (decision 4).
 * @param group whose answers are kept; `undefined`: none are
 */
export function authorizerName({ id }: Pick<AuthorizerConfig, 'id'>, group: number | undefined): string {
  return group === undefined ? `authorizer${id}` : `authorizer${id}g${group}`;
}
