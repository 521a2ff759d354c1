import type { ApiModel } from '../api-model.ts';

/**
 * `WWW-Authenticate` of a 401 (RFC 9110 section 11.6.1). API Gateway passes nothing of the request on to it, so that one list of
 * challenges serves all operations of an API, and no `error` can be said.
 */
export function challenges({ schemes, operations }: Pick<ApiModel, 'schemes' | 'operations'>): string {
  const found = new Set<string>();
  for (const scheme of Object.values(schemes)) {
    if (scheme.kind === 'basic') found.add('Basic realm="gateway", charset="UTF-8"');
    if (scheme.kind !== 'jwt' && scheme.kind !== 'introspection') continue;
    if (scheme.bound !== 'dpop') found.add('Bearer');
    if (scheme.bound === 'dpop' || scheme.bound === 'any') found.add('DPoP');
  }
  if (operations.some(({ security }) => security.native?.kind === 'cognito')) found.add('Bearer');
  // At least one is asked for; keys in fields of their own have no registered scheme.
  return found.size === 0 ? 'ApiKey realm="gateway"' : [...found].sort().join(', ');
}
