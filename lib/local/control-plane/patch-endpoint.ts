import { type JsonObject, listOf } from '../json-values.ts';
import { invalidPatchPath, ONLY_CHANGES, ONLY_REPLACE } from './patch-error.ts';

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
  if (op !== 'replace') return ONLY_CHANGES;
  if (!TYPES.includes(value)) return `Invalid EndpointTypes specified. Valid options are ${TYPES.join(',')}`;
  return { ...endpoint, types: [value], ...(value === 'PRIVATE' && { ipAddressType: 'dualstack' }) };
}
