import { groupKey, PURGES, variantKey } from '../../core/caching/cache-key.ts';
import { purgedAt } from '../../core/caching/purges.ts';
import type { Row, Unavailable } from '../../core/caching/rows.ts';
import { type StoredResponse, uselessFrom } from '../../core/caching/stored-response.ts';
import { sorted } from '../../core/caching/vary.ts';
import type { Asked } from './asked.ts';
import { note } from './cache.ts';

export type Found =
  | (Place & { readonly kind: 'found'; readonly response: StoredResponse })
  | (Place & { readonly kind: 'absent'; readonly fwd: 'uri-miss' | 'vary-miss' })
  | Unavailable;

/** Where the response is, or would be. */
export interface Place {
  /** The row of the URI, as it was read. */
  readonly uriRow: Row | undefined;
  readonly key: string;
  /** Milliseconds since the epoch: when what is there was asked for, or ended. */
  readonly seen: number;
}

/**
 * The stored response that a request selects (RFC 9111 section 4.1), in one round trip: the row of the URI is read
 * together with the variant that the request would select if its operation varies as it did when last seen.
 */
export async function findStored(asked: Asked, anew = false): Promise<Found> {
  const { cache, uri, parts, marks, selecting } = asked;
  const always = variesAnyhow(asked);
  const guess = cache.hints.get(parts.template) ?? always;
  const guessed = guess && variantKey(uri, guess, selecting);
  const outcome = await read(asked, [uri, PURGES, ...marks, ...(guessed === undefined ? [] : [guessed])], anew);
  if (outcome.kind === 'unavailable') return outcome;
  const [uriRow, purges, ...others] = outcome.rows;
  const since = Math.max(
    purges?.purges ? purgedAt(purges.purges, asked.subject) : 0,
    ...others.slice(0, marks.length).map((row) => row?.barrier ?? 0),
  );
  if (uriRow?.vary === undefined) {
    // Stored for all, when the operation was configured otherwise: it is not for requests that are told apart now.
    if (always) return valid(asked, { uriRow, key: variantKey(uri, always, selecting) }, undefined, since, anew);
    if (uriRow?.response !== undefined) cache.hints.delete(parts.template);
    return valid(asked, { uriRow, key: uri }, uriRow?.response, since, anew);
  }
  note(cache.hints, parts.template, uriRow.vary);
  const key = variantKey(uri, always ? sorted([...uriRow.vary, ...always]) : uriRow.vary, selecting);
  const variant = key === guessed ? outcome : await read(asked, [key], anew);
  if (variant.kind === 'unavailable') return variant;
  // What was invalidated, all of a URI's responses are together.
  return valid(asked, { uriRow, key }, variant.rows.at(-1)?.response, Math.max(since, uriRow.barrier), anew);
}

/** Of fields that choose among the responses of any URI of the operation; `undefined`: nothing does so without a `Vary`. */
const variesAnyhow = ({ policy, selecting }: Asked): readonly string[] | undefined =>
  selecting.caller !== '' || policy.headers !== undefined ? (policy.headers ?? []) : undefined;

/** @param since milliseconds since the epoch: older responses do not count any more */
async function valid(
  asked: Asked,
  where: Omit<Place, 'seen'>,
  response: StoredResponse | undefined,
  since: number,
  anew: boolean,
): Promise<Found> {
  const place = { ...where, seen: Math.max(response?.requestedAt ?? 0, since, where.uriRow?.barrier ?? 0) };
  const absent = {
    kind: 'absent',
    fwd: place.uriRow?.vary === undefined ? 'uri-miss' : 'vary-miss',
    ...place,
  } as const;
  // Also what the table has not yet deleted: DynamoDB takes its time over `ttl`.
  if (response === undefined || response.requestedAt <= since || uselessFrom(response) <= Date.now()) return absent;
  if (response.groups.length === 0) return { kind: 'found', response, ...place };
  const keys = response.groups.map((name) => groupKey(name, asked.parts.hop));
  const outcome = await read(asked, keys, anew);
  if (outcome.kind === 'unavailable') return outcome;
  const ended = Math.max(...outcome.rows.map((row) => row?.barrier ?? 0));
  return response.requestedAt <= ended ? absent : { kind: 'found', response, ...place };
}

export async function read({ cache, units }: Asked, keys: readonly string[], anew = false) {
  const outcome = await cache.rows.read(keys, anew);
  if (outcome.kind === 'read') units.read += outcome.units;
  return outcome;
}
