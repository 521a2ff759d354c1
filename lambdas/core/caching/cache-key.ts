import type { RequestMessage } from '../messages.ts';
import type { ClientHop } from '../proxy/request-fields.ts';
import { fieldValues } from './field-values.ts';

export interface CacheKeyParts {
  /** The operation's path template: with GET, the only method whose responses are stored, it is the operation. */
  readonly template: string;
  readonly backend: string;
  /** As it is sent to the target, so that spellings of one path share a stored response. */
  readonly targetPath: string;
  readonly request: RequestMessage;
  readonly hop: ClientHop;
}

/**
 * Text to which a stored response belongs. It holds every input that we know may change the answer: host and protocol
 * because targets build links of them, `Accept-Encoding` because it is the one `Vary` that is stored. The method is not
 * in it: HEAD is answered by what GET stored.
 */
export function cacheKey({ template, backend, targetPath, request, hop }: CacheKeyParts): string {
  const encodings = fieldValues(request.headers, 'accept-encoding').join(',').toLowerCase().replaceAll(/\s/g, '');
  return JSON.stringify(['v1', template, backend, targetPath, request.query, hop.protocol, hop.host, encodings]);
}
