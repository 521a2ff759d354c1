import { fieldValues } from '../fields/field-values.ts';
import type { HeaderField, RequestMessage } from '../messages.ts';
import type { ClientHop } from '../proxy/request-fields.ts';

export interface Changing {
  readonly message: Pick<RequestMessage, 'path' | 'query'>;
  readonly hop: Pick<ClientHop, 'protocol' | 'host'>;
  /** What the client's path has before the message's. */
  readonly basePath: string;
}

export interface ChangedUri {
  readonly path: string;
  readonly query: string;
  readonly from: 'request' | 'location' | 'content-location' | 'own content-location';
}

/**
 * What a successful unsafe request may have changed: its own URI first, then what `Location` and `Content-Location` name
 * on the same origin; what others have, it cannot let go of (RFC 9111 section 4.4). A target may know of the base path that
 * clients see, or not: a path that begins with it is taken both ways.
 */
export function changedUris(
  { message, hop, basePath }: Changing,
  response: readonly HeaderField[],
): readonly ChangedUri[] {
  const { path, query } = message;
  const base = `${hop.protocol}://${hop.host}${basePath}${path}`;
  const named = (['location', 'content-location'] as const).flatMap((field): ChangedUri[] => {
    const [value] = fieldValues(response, field);
    if (value === undefined || !URL.canParse(base) || !URL.canParse(value, base)) return [];
    const { origin, pathname, searchParams } = new URL(value, base);
    if (origin !== new URL(base).origin) return [];
    const searches = queries(searchParams);
    const paths = basePath !== '' && pathname.startsWith(`${basePath}/`) ? [pathname.slice(basePath.length)] : [];
    return [...paths, pathname].flatMap((one): ChangedUri[] => {
      const isOwn = one === path && searches.includes(query);
      if (isOwn) return field === 'location' ? [] : [{ path, query, from: 'own content-location' }];
      return searches.map((search) => ({ path: one, query: search, from: field }));
    });
  });
  return [{ path, query, from: 'request' }, ...named];
}

/**
 * As a request's query is written, each parameter decoded and encoded again: in their order, and in that of names, for
 * which of the two API Gateway's event has is not documented.
 */
function queries(parameters: URLSearchParams): readonly string[] {
  const written = () => Array.from(parameters, (pair) => pair.map(encodeURIComponent).join('=')).join('&');
  const asSent = written();
  parameters.sort();
  return [...new Set([asSent, written()])];
}
