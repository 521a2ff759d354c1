import { variantKey } from '../../core/caching/cache-key.ts';
import type { Row, WriteOutcome } from '../../core/caching/rows.ts';
import { type StoredResponse, uselessFrom } from '../../core/caching/stored-response.ts';
import { sorted, varyNames } from '../../core/caching/vary.ts';
import type { Asked } from './asked.ts';
import { note } from './cache.ts';
import type { Place } from './find-stored.ts';

/** Milliseconds that the row of a URI outlives its responses, so that it is not written again for each of them. */
const MARKER_GRACE = 86_400_000;

/** More fields than that choose among everything there is. */
const MOST_NAMES = 20;

/**
 * Stores a response: in the row of its URI, or as one of several. Then it is written before the row that leads to it, so
 * that whatever ends between the two writes leaves it unseen.
 */
export async function keep(asked: Asked, response: StoredResponse, { uriRow }: Place): Promise<WriteOutcome> {
  const { uri, selecting, policy } = asked;
  const vary = varyNames(response.headers) ?? [];
  const names = sorted([...(policy.headers ?? []), ...vary, ...(uriRow?.vary ?? [])]);
  if (names.length > MOST_NAMES) return { kind: 'too-large', units: 0 };
  const barrier = response.requestedAt;
  const row = { barrier, expiresAt: uselessFrom(response), response };
  if (names.length === 0 && selecting.caller === '' && uriRow?.vary === undefined) {
    return write(asked, uri, row, barrier);
  }
  const outcome = await write(asked, variantKey(uri, names, selecting), row, barrier);
  if (outcome.kind !== 'written') return outcome;
  return leadTo(asked, names, row, uriRow);
}

/** Makes the URI's row name the fields that choose, unless it does. */
async function leadTo(asked: Asked, names: readonly string[], row: Row, known: Row | undefined): Promise<WriteOutcome> {
  const { cache, uri, parts } = asked;
  note(cache.hints, parts.template, names);
  const leads = known?.vary?.length === names.length && known.expiresAt >= row.expiresAt;
  if (leads) return { kind: 'written', units: 0 };
  const expiresAt = row.expiresAt + MARKER_GRACE;
  // One that was seen keeps its barrier, and is replaced only if it is still that one: an invalidation is never undone.
  if (known !== undefined && known.response === undefined) {
    return write(asked, uri, { barrier: known.barrier, expiresAt, vary: names }, known.barrier + 1);
  }
  // None was seen: what was asked for before this response may be older than an invalidation that went by unseen.
  return write(asked, uri, { barrier: row.barrier - 1, expiresAt, vary: names }, row.barrier);
}

export async function write({ cache, units }: Asked, key: string, row: Row, after: number): Promise<WriteOutcome> {
  const outcome = await cache.rows.write(key, row, after);
  if (outcome.kind !== 'unavailable') units.write += outcome.units;
  return outcome;
}
