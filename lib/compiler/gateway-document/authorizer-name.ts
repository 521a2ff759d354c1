import { createHash } from 'node:crypto';
import type { AuthorizerConfig } from '../../../lambdas/core/authorizer-config.ts';

/** Another config makes another authorizer, so no policy that API Gateway may hold outlives its deploy (decision 4). */
export function authorizerName(config: AuthorizerConfig): string {
  return `authorizer${createHash('sha256').update(JSON.stringify(config)).digest('hex').slice(0, 8)}`;
}
