import type { HeaderField } from '../messages.ts';

/**
 * Fields that concern one connection (RFC 9110 section 7.6.1), and those from which framing is made anew on each hop.
 * node:http would send them as given, so a client could desynchronize the connection to the target.
 */
export const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authentication-info',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** What `Connection` must not take away, for it would change who asks, or for what (RFC 9110 section 7.6.1). */
const ESSENTIAL = new Set([
  'accept',
  'accept-encoding',
  'authorization',
  'cache-control',
  'content-encoding',
  'content-language',
  'content-location',
  'content-range',
  'content-type',
  'cookie',
  'date',
  'etag',
  'expires',
  'host',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'last-modified',
  'location',
  'origin',
  'range',
  'set-cookie',
  'vary',
]);

/**
 * The fields that go on to the next hop, but for those whose canonical name is `withheld`. Underscores count as hyphens: many
 * servers read `Content_Length` as `Content-Length`. `TE: trailers` is the one value of TE that a proxy may repeat.
 */
export function endToEnd(
  headers: readonly HeaderField[],
  withheld: (key: string) => boolean = () => false,
): readonly HeaderField[] {
  const nominated = nominatedBy(headers);
  return headers.filter(([name, value]) => {
    const key = canonical(name);
    if (key === 'te') return value.trim().toLowerCase() === 'trailers';
    return !HOP_BY_HOP.has(key) && !nominated.has(key) && !withheld(key);
  });
}

const NONE: ReadonlySet<string> = new Set();

/** Names that `Connection` takes away. */
function nominatedBy(headers: readonly HeaderField[]): ReadonlySet<string> {
  let nominated: Set<string> | undefined;
  for (const [name, value] of headers) {
    if (name.length !== CONNECTION.length || name.toLowerCase() !== CONNECTION) continue;
    nominated ??= new Set();
    for (const each of value.split(',')) {
      const named = canonical(each.trim());
      if (!ESSENTIAL.has(named)) nominated.add(named);
    }
  }
  return nominated ?? NONE;
}

const CONNECTION = 'connection';

/** The name under which lenient servers find a field. */
export function canonical(name: string): string {
  const lower = name.toLowerCase();
  return lower.includes('_') ? lower.replaceAll('_', '-') : lower;
}
