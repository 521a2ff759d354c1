import { layerPointer } from '../language/layer-pointer.ts';
import type { Policy } from '../language/policy.ts';
import type { CorsSettings } from '../language/read-cors.ts';
import { TIMEOUTS } from '../timeouts.ts';
import type { OperationPair, Tell } from './change.ts';
import { diffThrottle } from './diff-throttle.ts';

/** What of the policy of an operation its consumers notice. */
export function diffPolicy({ base, next }: OperationPair, tell: Tell): void {
  const at = (key: string) => {
    const pointer = layerPointer(next.layers, [key]);
    return { side: 'next', pointer: pointer === '' ? next.pointer : pointer } as const;
  };
  diffThrottle(base.policy.throttle, next.policy.throttle, {
    lowered: (change) => tell('throttle-lowered', at('throttle'), `throttle: ${change}`),
    raised: (change) => tell('throttle-raised', at('throttle'), `throttle: ${change}`),
  });
  diffThrottle(base.policy.limit, next.policy.limit, {
    lowered: (change) => tell('throttle-lowered', at('limit'), `limit: ${change}`),
    raised: (change) => tell('throttle-raised', at('limit'), `limit: ${change}`),
  });
  const [was, is] = [timeoutOf(base.policy), timeoutOf(next.policy)];
  const timeouts = `timeout ${was / 1000}s became ${is / 1000}s`;
  if (is < was) tell('timeout-lowered', at('timeout'), timeouts);
  if (is > was) tell('timeout-raised', at('timeout'), timeouts);
  if (base.policy.stream && !next.policy.stream) tell('stream-ended', at('stream'), 'answers are buffered');
  if (!base.policy.stream && next.policy.stream) tell('stream-started', at('stream'), 'answers are streamed');
  const [held, holds] = [base, next].map(({ policy }) => policy.validate.request === 'enforce');
  if (!held && holds) tell('validation-started', at('validate'), 'requests that are not as described are refused');
  if (held && !holds) tell('validation-ended', at('validate'), 'requests that are not as described are passed on');
  diffCors(base.policy.cors, next.policy.cors, (check, message) => tell(check, at('cors'), message));
}

const timeoutOf = ({ timeout, stream }: Policy): number =>
  timeout ?? (stream ? TIMEOUTS.streamed : TIMEOUTS.buffered).default;

function diffCors(
  base: CorsSettings | undefined,
  next: CorsSettings | undefined,
  tell: (check: 'cors-narrowed' | 'cors-widened', message: string) => void,
): void {
  diffNames(base?.origins ?? [], next?.origins ?? [], 'origin', tell);
  if (base === undefined || next === undefined) return;
  if (base.credentials && !next.credentials) tell('cors-narrowed', 'cors: credentials are refused');
  if (!base.credentials && next.credentials) tell('cors-widened', 'cors: credentials are allowed');
  diffNames(base.exposeHeaders, next.exposeHeaders, 'exposed header', tell);
  // Unsaid, they are those that the operation declares, of which its parameters tell.
  if (base.headers !== undefined && next.headers !== undefined) diffNames(base.headers, next.headers, 'header', tell);
}

function diffNames(
  base: '*' | readonly string[],
  next: '*' | readonly string[],
  what: string,
  tell: (check: 'cors-narrowed' | 'cors-widened', message: string) => void,
): void {
  const [removed, added] = [missingIn(next, base), missingIn(base, next)];
  if (removed.length > 0) tell('cors-narrowed', `cors: ${what} ${removed.join(', ')} removed`);
  if (added.length > 0) tell('cors-widened', `cors: ${what} ${added.join(', ')} added`);
}

function missingIn(list: '*' | readonly string[], of: '*' | readonly string[]): readonly string[] {
  if (list === '*') return [];
  return of === '*' ? ['*'] : of.filter((name) => !list.includes(name));
}
