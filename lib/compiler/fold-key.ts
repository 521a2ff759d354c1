import type { Plan } from './api-model.ts';
import type { UnplacedOperation } from './build-operation.ts';

/**
 * Equal for operations that may share one method of API Gateway: it demands the key, calls the authorizer, streams and
 * throttles per method. Scopes are left out: the authorizer knows the operation.
 */
export function foldKey({ id, security, stream, throttle }: UnplacedOperation, plans: readonly Plan[]): string {
  const throttled = throttle !== undefined || plans.some(({ operations }) => Object.hasOwn(operations, id));
  return JSON.stringify([security.apiKey, security.requirements !== undefined, stream, throttled ? id : null]);
}
