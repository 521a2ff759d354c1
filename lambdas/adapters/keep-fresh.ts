import { isUsable, planReuse, type Reuse } from '../core/outbound/plan-reuse.ts';

export interface KeptFresh<Value> {
  /** Rejects with what the last attempt failed with, only where there is no value that is worth anything. */
  current(now: number): Promise<Value>;
  /** The value at hand may not be good any more: the next who asks waits for another, and gets it where there is one. */
  expire(): void;
}

/** What an attempt brought, and where it says so itself, how long it may be kept instead of `Reuse.fresh`. */
export interface Fetched<Value> {
  readonly value: Value;
  readonly reuse?: Pick<Reuse, 'fresh' | 'early' | 'usable'>;
}

/**
 * Keeps what `fetch` brings for as long as `reuse` says; many who ask at a time cause one attempt. An instance is frozen
 * between invocations, and an attempt under way then dies of it: who waits for such a one has another made.
 * @param onFailure told of each attempt that failed
 */
export function keepFresh<Value>(
  fetch: (now: number) => Promise<Fetched<Value>>,
  reuse: Reuse,
  onFailure?: (failure: unknown) => void,
): KeptFresh<Value> {
  let kept: { readonly value: Value; readonly at: number; readonly reuse: Reuse; isDue: boolean } | undefined;
  let failure: { readonly error: unknown; readonly at: number } | undefined;
  let inFlight: Promise<Value> | undefined;

  async function attempt(now: number): Promise<Value> {
    try {
      const fetched = await fetch(now);
      kept = { value: fetched.value, at: now, reuse: { ...reuse, ...fetched.reuse }, isDue: false };
      failure = undefined;
      return fetched.value;
    } catch (error) {
      failure = { error, at: now };
      onFailure?.(error);
      throw error;
    } finally {
      inFlight = undefined;
    }
  }

  const start = (now: number): Promise<Value> => {
    inFlight ??= attempt(now);
    return inFlight;
  };

  async function refreshed(now: number): Promise<Value> {
    const joined = inFlight;
    try {
      return await (joined ? joined.catch(() => start(now)) : start(now));
    } catch (error) {
      if (kept && isUsable(kept.at, kept.reuse, now)) return kept.value;
      throw error;
    }
  }

  return {
    async current(now) {
      const ages = { fetchedAt: kept?.at, failedAt: failure?.at, isDue: kept?.isDue ?? false };
      const plan = planReuse(ages, kept?.reuse ?? reuse, now);
      if (plan === 'fail') throw failure?.error;
      if (plan === 'refresh' || kept === undefined) return refreshed(now);
      // Its failure is remembered; here it must only not be unhandled.
      if (plan === 'use-and-refresh') start(now).catch(() => undefined);
      return kept.value;
    },
    expire() {
      if (kept) kept.isDue = true;
    },
  };
}
