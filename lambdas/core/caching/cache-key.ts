import type { RequestMessage } from '../messages.ts';
import type { ClientHop } from '../proxy/request-fields.ts';
import { fieldValues } from './field-values.ts';

export interface CacheKeyParts {
  readonly operation: string;
  readonly backend: string;
  /** As it is sent to the target, so that spellings of one path share a stored response. */
  readonly targetPath: string;
  readonly request: RequestMessage;
  readonly hop: ClientHop;
}

/**
 * Text to which a stored response belongs. It holds every input that we know may change the answer: host and protocol
 * because targets build links of them, `Accept-Encoding` because it is the one `Vary` that is stored. The method is not in
 * it: HEAD is answered by what GET stored.
 */
export function cacheKey({ operation, backend, targetPath, request, hop }: CacheKeyParts): string {
  const encodings = fieldValues(request.headers, 'accept-encoding').join(',').toLowerCase().replaceAll(/\s/g, '');
  return JSON.stringify(['v1', operation, backend, targetPath, request.query, hop.protocol, hop.host, encodings]);
}
