import { setTimeout as sleep } from 'node:timers/promises';
import { leaseKey } from '../../core/caching/cache-key.ts';
import { decideReuse } from '../../core/caching/decide-reuse.ts';
import type { Row } from '../../core/caching/rows.ts';
import type { StoredResponse } from '../../core/caching/stored-response.ts';
import type { Asked } from './asked.ts';
import { note } from './cache.ts';
import { findStored, type Place, read } from './find-stored.ts';
import { write } from './keep.ts';

/**
 * Milliseconds for which one request may ask the target in the place of all, and for which the others wait: nginx's
 * `proxy_cache_lock_age` and `proxy_cache_lock_timeout`. Who dies with a lease delays nobody longer.
 */
const LEASE = 5000;
const PATIENCE = 5000;

/** Milliseconds after which what could not be shared is tried to be shared again. */
const UNSHARED = 60_000;
/** The same after a failure: those who wait must not fail one after the other. */
const FAILED = 1000;

/** Milliseconds that an invalidation is ahead at most: a purge goes by whole seconds of the table's clock. */
const MARGIN = 1100;

/** Milliseconds kept back to ask the target after having waited in vain. */
const FOR_THE_TARGET = 2000;

export type Turn =
  /** Ask the target, for all who want the same. */
  | { readonly kind: 'lead'; readonly lease: string; readonly place: Place }
  /** Ask for oneself alone. */
  | { readonly kind: 'alone'; readonly waited: boolean; readonly place: Place }
  /** Somebody asked: this is what came. */
  | { readonly kind: 'served'; readonly response: StoredResponse };

/** Of many requests that want one response, lets one ask (RFC 9111 section 4). */
export function takeTurn(asked: Asked, place: Place): Promise<Turn> {
  return takeTurnUntil(asked, place, Math.min(Date.now() + PATIENCE, asked.deadline - FOR_THE_TARGET));
}

async function takeTurnUntil(asked: Asked, place: Place, until: number): Promise<Turn> {
  const lease = leaseKey(place.key, place.seen);
  if (isSettled(asked, lease)) return { kind: 'alone', waited: false, place };
  const took = await take(asked, lease);
  if (took === 'taken') return lead(lease, place);
  return took === 'held' ? wait(asked, place, lease, until) : { kind: 'alone', waited: false, place };
}

/**
 * What let go of the old response lies ahead by the margin of clocks. What is asked for before then does not count: all who
 * wait would have to ask for themselves.
 */
async function lead(lease: string, place: Place): Promise<Turn> {
  const from = Math.min(place.seen + 1, Date.now() + MARGIN);
  // A timer may end a part of a millisecond before the clock has come as far: then the answer would not count.
  for (let times = 0; times < 3 && Date.now() < from; times += 1) await sleep(from - Date.now());
  return { kind: 'lead', lease, place };
}

/** Whether this request is the one to renew a response that is used meanwhile. */
export async function takeRefresh(asked: Asked, place: Place): Promise<string | undefined> {
  const lease = leaseKey(place.key, place.seen);
  if (isSettled(asked, lease)) return undefined;
  const took = await take(asked, lease);
  // Somebody does, or will have failed by then: no need to ask the table each time.
  note(asked.cache.settled, lease, Date.now() + LEASE);
  return took === 'taken' ? lease : undefined;
}

/** Ends a lease that led to nothing that can be shared, so that nobody waits for it. */
export async function pass(asked: Asked, lease: string, because: 'unshared' | 'failed'): Promise<void> {
  const until = Date.now() + (because === 'failed' ? FAILED : UNSHARED);
  note(asked.cache.settled, lease, until);
  await write(asked, lease, { barrier: until, expiresAt: until, pass: true }, Number.POSITIVE_INFINITY);
}

const isSettled = ({ cache }: Asked, lease: string): boolean => (cache.settled.get(lease) ?? 0) > Date.now();

async function take(asked: Asked, lease: string): Promise<'taken' | 'held' | 'unavailable'> {
  const now = Date.now();
  const row: Row = { barrier: now + LEASE, expiresAt: now + 2 * LEASE };
  const { kind } = await write(asked, lease, row, now);
  if (kind === 'written') return 'taken';
  return kind === 'refused' ? 'held' : 'unavailable';
}

async function wait(asked: Asked, place: Place, lease: string, until: number): Promise<Turn> {
  for (let pause = 15; ; pause = Math.min(250, pause * 1.6)) {
    const turn = await look(asked, place, lease, until);
    if (turn !== undefined) return turn;
    if (Date.now() + pause > until) return { kind: 'alone', waited: true, place };
    await sleep(pause * (0.5 + Math.random()));
  }
}

/** What has become of a lease that another one holds; `undefined`: nothing yet. */
async function look(asked: Asked, place: Place, lease: string, until: number): Promise<Turn | undefined> {
  const alone: Turn = { kind: 'alone', waited: true, place };
  const [holder, found] = await Promise.all([read(asked, [lease], true), findStored(asked, true)]);
  if (holder.kind === 'unavailable' || found.kind === 'unavailable') return alone;
  if (found.kind === 'found' && isFresh(asked, found.response)) return { kind: 'served', response: found.response };
  // What came varies, and this request selects another one.
  if (found.key !== place.key) return takeTurnUntil(asked, found, until);
  const end = holder.rows[0]?.barrier ?? 0;
  if (end <= Date.now()) return (await take(asked, lease)) === 'taken' ? lead(lease, found) : undefined;
  if (!holder.rows[0]?.pass) return undefined;
  note(asked.cache.settled, lease, end);
  return alone;
}

const isFresh = ({ directives }: Asked, response: StoredResponse): boolean =>
  decideReuse(response, directives, Date.now()).kind === 'fresh';
