import { type PickOptions, pickTarget } from '../core/balancing/pick-target.ts';
import { allows, begin } from '../core/resilience/circuit-breaker.ts';
import type { AnswerBody } from './answer.ts';
import type { Attempt } from './attempt.ts';
import { type Backend, breakerOf } from './backends.ts';

/**
 * The target for a try: one that this request has not tried, else any, of those whose circuit breaker allows it.
 * `undefined` where none does.
 */
export function chooseTarget(
  backend: Backend,
  attempts: readonly Attempt<AnswerBody>[],
  request: Pick<PickOptions, 'hashKey' | 'mayProbe'>,
): number | undefined {
  const now = Date.now();
  const open = backend.breakers.flatMap((breaker, index) => (allows(breaker, now) ? [] : [index]));
  const pick = (tried: readonly number[]) => pickFrom(backend, { ...request, tried, now, random: Math.random });
  const target = pick([...attempts.map(({ target }) => target), ...open]) ?? pick(open);
  if (target !== undefined) backend.breakers[target] = begin(breakerOf(backend, target), now);
  return target;
}

function pickFrom(backend: Backend, options: PickOptions): number | undefined {
  const picked = pickTarget(backend.config, backend.state, options);
  if (picked !== undefined) backend.state = picked.state;
  return picked?.index;
}
