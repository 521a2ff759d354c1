import type { UnplacedOperation } from './build-operation.ts';

/**
 * Equal for operations that may share one method of API Gateway: it demands the key, calls the authorizer and streams per
 * method. Scopes are left out: the authorizer knows the operation. Throttles are per method, too, but not identity.
 */
export function foldKey({ security, stream, servedBy }: UnplacedOperation): string {
  return JSON.stringify([
    security.apiKey,
    security.requirements !== undefined,
    security.native ?? null,
    stream,
    servedBy,
  ]);
}
