import { LONGEST_KEPT } from '../../../lambdas/core/caching/stored-response.ts';
import type { CachePolicy } from '../../../lambdas/core/router-config.ts';
import { type Cursor, wrong } from './cursor.ts';
import { HEADER_NAME } from './header-name.ts';
import { readDuration } from './read-duration.ts';
import { readFields } from './read-fields.ts';
import { readBoolean, readList, readOneOf, readText } from './read-values.ts';

export interface CacheSettings {
  readonly policy: CachePolicy;
  /** Those whose responses are stored. */
  readonly methods: readonly string[];
}

/** Of others, a response tells nothing about the next request. */
export const CACHEABLE_METHODS = ['GET', 'HEAD', 'POST'] as const;
const DEFAULT_METHODS = ['GET', 'HEAD'];

const KNOWN = [
  'ttl',
  'staleWhileRevalidate',
  'staleIfError',
  'override',
  'key',
  'methods',
  'private',
  'cookies',
  'tags',
] as const;

/** Each is looked up with every request, and DynamoDB looks up a hundred keys at once. */
const MOST_TAGS = 32;
const TAG = /^[A-Za-z0-9_.:{}-]{1,128}$/;

/** An empty object turns the cache on as RFC 9111 has it. */
export function readCache(cursor: Cursor | undefined): CacheSettings | undefined {
  if (cursor === undefined) return undefined;
  const fields = readFields(cursor, { known: KNOWN });
  if (typeof cursor.value !== 'object') return undefined;
  const ttl = readKept(fields('ttl'));
  const override = readBoolean(fields('override'));
  if (override && fields('ttl') === undefined) wrong(cursor, 'a ttl beside override');
  const tags = readList(
    readText('a tag of letters, digits, _ . : - and {variables}', TAG),
    'a list of tags',
  )(fields('tags'));
  const listed = fields('tags');
  if (listed !== undefined && (tags?.length ?? 0) > MOST_TAGS) wrong(listed, `at most ${MOST_TAGS} tags`);
  const policy = {
    ttl,
    override: override || undefined,
    staleWhileRevalidate: readKept(fields('staleWhileRevalidate')),
    staleIfError: readKept(fields('staleIfError')),
    ...readKey(fields('key')),
    private: readBoolean(fields('private')) || undefined,
    cookies: readBoolean(fields('cookies')) || undefined,
    tags: unlessEmpty(tags),
  };
  const methods = readList(readOneOf(CACHEABLE_METHODS), 'a list of GET, HEAD, POST')(fields('methods'));
  return { policy: said(policy), methods: methods ?? DEFAULT_METHODS };
}

/** Of what is kept no longer, a longer time would be a promise not held. */
function readKept(cursor: Cursor | undefined): number | undefined {
  const duration = readDuration(cursor);
  if (cursor === undefined || duration === undefined || duration <= LONGEST_KEPT) return duration;
  return wrong(cursor, 'at most 30d, for which a response is kept');
}

function readKey(cursor: Cursor | undefined) {
  const fields = readFields(cursor, { known: ['query', 'headers', 'claims'] });
  const headers = readList(readText('a header name', HEADER_NAME), 'a list of header names')(fields('headers'));
  return {
    query: readList(readText('the name of a parameter'), 'a list of names of parameters')(fields('query')),
    headers: headers && unlessEmpty([...new Set(headers.map((name) => name.toLowerCase()))].sort()),
    claims: unlessEmpty(readList(readText('the name of a claim'), 'a list of names of claims')(fields('claims'))),
  };
}

/** None at all tell nobody apart. */
const unlessEmpty = <Item>(list: readonly Item[] | undefined) => (list?.length === 0 ? undefined : list);

type Optional<T> = { readonly [Key in keyof T]: T[Key] | undefined };

/** Members without a value are not there. */
const said = (policy: Optional<CachePolicy>): CachePolicy =>
  Object.fromEntries(Object.entries(policy).filter(([, value]) => value !== undefined));
