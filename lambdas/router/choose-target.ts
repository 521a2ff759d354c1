import { pickTarget } from '../core/balancing/pick-target.ts';
import { allows, begin } from '../core/resilience/circuit-breaker.ts';
import type { AnswerBody } from './answer.ts';
import type { Attempt } from './attempt.ts';
import { type Backend, breakerOf } from './backends.ts';

/**
 * The target for a try: one that this request has not tried, else any, of those whose circuit breaker allows it.
 * `undefined` where none does.
 */
export function chooseTarget(backend: Backend, attempts: readonly Attempt<AnswerBody>[]): number | undefined {
  const now = Date.now();
  const open = backend.breakers.flatMap((breaker, index) => (allows(breaker, now) ? [] : [index]));
  const target = pick(backend, [...attempts.map(({ target }) => target), ...open], now) ?? pick(backend, open, now);
  if (target !== undefined) backend.breakers[target] = begin(breakerOf(backend, target), now);
  return target;
}

function pick(backend: Backend, tried: readonly number[], now: number): number | undefined {
  const picked = pickTarget(backend.config, backend.state, { now, random: Math.random, tried });
  if (picked !== undefined) backend.state = picked.state;
  return picked?.index;
}
