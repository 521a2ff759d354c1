import { type PickOptions, pickTarget } from '../core/balancing/pick-target.ts';
import { allows, begin } from '../core/resilience/circuit-breaker.ts';
import type { AnswerBody } from './answer.ts';
import type { Attempt } from './attempt.ts';
import { type Backend, breakerOf } from './backends.ts';
import { canPayFor } from './pace.ts';

interface Choosing extends Pick<PickOptions, 'hashKey' | 'mayProbe'> {
  /** Tries that the request may have. */
  readonly most: number;
}

/**
 * The target for a try: one that this request has not tried, and whose circuit breaker allows it. Where none is left, the
 * breakers give way first: one of them may be open still while its target is well again, and balancing fails open. Then one
 * that has failed is tried again before one that has not answered yet.
 */
export function chooseTarget(
  backend: Backend,
  attempts: readonly Attempt<AnswerBody>[],
  { most, ...request }: Choosing,
): number {
  const now = Date.now();
  const tried = attempts.map(({ target }) => target);
  const open: number[] = [];
  for (const [index, breaker] of backend.breakers.entries()) if (!allows(breaker, now)) open.push(index);
  const pick = (excluded: readonly number[]) =>
    pickFrom(backend, { ...request, tried: excluded, now, random: Math.random });
  const running = attempts.filter(({ result }) => result === 'running').map(({ target }) => target);
  const isWary = attempts.length > 0 || (request.mayProbe === true && !canPayFor(backend, most - 1));
  const target =
    (isWary ? pick([...tried, ...failing(backend)]) : undefined) ??
    pick([...tried, ...open]) ??
    pick(tried) ??
    pick([...running, ...open]) ??
    pick(running) ??
    pick(open) ??
    pick([]);
  if (target === undefined) throw new Error('the backend has no target');
  backend.breakers[target] = begin(breakerOf(backend, target), now);
  return target;
}

/**
 * Those whose last answer was a failure. Whether they are well again is for first tries to find out while the budget can pay
 * for all that may follow: else one target that is well among many that are not would be found by few requests, and the
 * others would be lost.
 */
const failing = ({ state }: Backend): readonly number[] =>
  [...state.targets.keys()].filter((index) => (state.targets[index]?.failures ?? 0) > 0);

function pickFrom(backend: Backend, options: PickOptions): number | undefined {
  const picked = pickTarget(backend.config, backend.state, options);
  if (picked !== undefined) backend.state = picked.state;
  return picked?.index;
}
