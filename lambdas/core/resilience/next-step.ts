import { spend, type TokenBudget } from './token-budget.ts';

/** One try of a request so far. */
export interface Try {
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly result: TryResult;
  /** Milliseconds since the epoch before which the next one does not start. */
  readonly notBefore: number;
}

export type TryResult =
  | 'running'
  /** With something to pass on. */
  | 'answered'
  /** With a status that is tried again. */
  | 'unavailable'
  /** The target may have acted on it. */
  | 'failed'
  /** No byte of it was sent. */
  | 'unsent'
  /** Lost on a connection that the target had most likely closed before: no fault of the target. */
  | 'stale';

/** What does not change from try to try. */
export interface Situation {
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly idempotent: boolean;
  /** How many the backend has. */
  readonly targets: number;
  /** Tries that may reach a target. */
  readonly attempts: number;
  /** Milliseconds after which a try is late and another begins beside it. */
  readonly patience: number;
  /** Milliseconds after which the first try is hedged. */
  readonly hedgeAfter: number | undefined;
}

export interface Progress {
  readonly tries: readonly Try[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly retries: TokenBudget;
  readonly hedges: TokenBudget;
}

export type Step =
  /** `at` in milliseconds since the epoch. */
  | { readonly kind: 'start'; readonly at: number; readonly as: 'first' | 'resend' | 'retry' | 'late' | 'hedge' }
  | { readonly kind: 'wait' }
  /** With the outcome of the try at this index. */
  | { readonly kind: 'finish'; readonly index: number };

/**
 * What to do next for a request, given all its tries. Only an idempotent request is sent again once a target may have acted
 * on it; whatever the method, one of which nothing was sent goes to the next target. A late try is not given up: another
 * begins beside it and the first answer wins (Envoy's `hedge_on_per_try_timeout`), so that a slow operation never fails
 * for being slow.
 */
export function nextStep(situation: Situation, progress: Progress): Step {
  const { tries, now } = progress;
  const last = tries.at(-1);
  if (last === undefined) return { kind: 'start', at: now, as: 'first' };
  const answered = tries.findIndex(({ result }) => result === 'answered');
  if (answered !== -1) return { kind: 'finish', index: answered };
  const next = last.result === 'running' ? beside(last, situation, progress) : again(last, situation, progress);
  if (next !== undefined && next.at < situation.deadline) return next;
  return tries.some(({ result }) => result === 'running') ? { kind: 'wait' } : { kind: 'finish', index: best(tries) };
}

type Start = Extract<Step, { kind: 'start' }>;

/**
 * Tries of what could not be sent, after each target once and as many as others are retried: with their pauses, a second in
 * which a target comes back, or a handshake that was too slow beside many others gets another chance (`npm run faults`).
 */
const MORE_UNSENT = 5;

function beside(last: Try, situation: Situation, { tries, retries, hedges }: Progress): Start | undefined {
  const { idempotent, attempts, hedgeAfter, patience } = situation;
  if (!idempotent || !areLeft(attempts, tries)) return undefined;
  if (hedgeAfter !== undefined && hedgeAfter < patience && tries.length === 1 && spend(hedges))
    return { kind: 'start', at: last.startedAt + hedgeAfter, as: 'hedge' };
  return spend(retries) && { kind: 'start', at: last.startedAt + patience, as: 'late' };
}

function again(last: Try, situation: Situation, { tries, retries, now }: Progress): Start | undefined {
  const { targets, attempts, idempotent } = situation;
  const at = Math.max(now, last.notBefore);
  // Costs the target nothing, so neither attempts nor the budget.
  if (last.result === 'unsent') {
    const most = targets + (attempts > 1 ? attempts - 1 + MORE_UNSENT : 0);
    return tries.length < most ? { kind: 'start', at, as: 'resend' } : undefined;
  }
  if (!idempotent) return undefined;
  if (last.result === 'stale' && tries.filter(({ result }) => result === 'stale').length === 1)
    return { kind: 'start', at: now, as: 'resend' };
  return areLeft(attempts, tries) && spend(retries) ? { kind: 'start', at, as: 'retry' } : undefined;
}

/** What was not sent does not count, nor does the first stale connection. */
function areLeft(attempts: number, tries: readonly Try[]): boolean {
  const stale = tries.filter(({ result }) => result === 'stale').length;
  const unsent = tries.filter(({ result }) => result === 'unsent').length;
  return tries.length - unsent - Math.min(1, stale) < attempts;
}

/** The target's own word, else the latest failure after which it may have acted, else the latest. */
function best(tries: readonly Try[]): number {
  const lastOf = (...results: TryResult[]) => tries.findLastIndex(({ result }) => results.includes(result));
  return [lastOf('unavailable'), lastOf('failed', 'stale'), tries.length - 1].find((index) => index !== -1) ?? 0;
}
