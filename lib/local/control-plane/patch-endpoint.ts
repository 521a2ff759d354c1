import type { JsonObject } from '../json-values.ts';
import { listOf } from '../json-values.ts';
import { invalidPatchPath, ONLY_REPLACE } from './patch-by-rules.ts';

const TYPES = ['REGIONAL', 'EDGE', 'PRIVATE'];

/** UpdateRestApi of an endpoint's type or of its kind of IP addresses; a string says what is wrong (recorded). */
export function patchEndpoint(endpoint: JsonObject, op: string, path: string, value: string): JsonObject | string {
  if (path === '/endpointConfiguration/ipAddressType') {
    if (op !== 'replace') return ONLY_REPLACE;
    if (value !== 'ipv4' && value !== 'dualstack') return 'ipAddressType must be either ipv4 or dualstack.';
    return value === 'ipv4' && listOf(endpoint.types).includes('PRIVATE')
      ? 'Only dualstack ipAddressType is supported for Private APIs.'
      : { ...endpoint, ipAddressType: value };
  }
  if (!path.startsWith('/endpointConfiguration/types/')) return invalidPatchPath(path);
  if (op !== 'replace') return "Invalid patch operation specified. Must be 'add'|'remove'|'replace'";
  if (!TYPES.includes(value)) return `Invalid EndpointTypes specified. Valid options are ${TYPES.join(',')}`;
  return { ...endpoint, types: [value], ...(value === 'PRIVATE' && { ipAddressType: 'dualstack' }) };
}
