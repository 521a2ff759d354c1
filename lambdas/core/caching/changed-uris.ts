import type { HeaderField, RequestMessage } from '../messages.ts';
import type { ClientHop } from '../proxy/request-fields.ts';
import { fieldValues } from './field-values.ts';

export interface ChangedUri {
  readonly path: string;
  readonly query: string;
  readonly from: 'request' | 'location' | 'content-location' | 'own content-location';
}

/**
 * What a successful unsafe request may have changed: its own URI first, then what `Location` and `Content-Location` name
 * on the same origin; what others have, it cannot let go of (RFC 9111 section 4.4).
 */
export function changedUris(
  { path, query }: Pick<RequestMessage, 'path' | 'query'>,
  { protocol, host }: Pick<ClientHop, 'protocol' | 'host'>,
  response: readonly HeaderField[],
): readonly ChangedUri[] {
  const own = `${protocol}://${host}${path}${query && `?${query}`}`;
  const named = (['location', 'content-location'] as const).flatMap((field): ChangedUri[] => {
    const [value] = fieldValues(response, field);
    const url = value !== undefined && URL.canParse(value, own) ? new URL(value, own) : undefined;
    if (url === undefined || url.protocol !== `${protocol}:` || url.host !== host.toLowerCase()) return [];
    const [pathname, search] = [url.pathname, url.search.slice(1)];
    const isOwn = pathname === path && search === query;
    if (isOwn) return field === 'location' ? [] : [{ path, query, from: 'own content-location' }];
    return [{ path: pathname, query: search, from: field }];
  });
  return [{ path, query, from: 'request' }, ...named];
}
