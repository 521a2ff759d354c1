import { Readable } from 'node:stream';
import { carryOver } from '../core/balancing/carry-over.ts';
import type { HeaderField } from '../core/messages.ts';
import { isReachedByUrl } from '../core/outbound-config.ts';
import { canonical } from '../core/proxy/hop-by-hop.ts';
import type { GatewayProblem } from '../core/proxy/problem-response.ts';
import { CLOSED } from '../core/resilience/circuit-breaker.ts';
import { isIdempotent } from '../core/resilience/is-idempotent.ts';
import { openWays, type Way, type WayFinder, type WaysEnvironment } from '../outbound/open-ways.ts';
import type { AnswerBody } from './answer.ts';
import { type Answer, problemAnswer } from './answer.ts';
import type { Backend, Backends } from './backends.ts';
import type { Forwarding } from './forward.ts';

/** Leads requests to backends whose targets take more than their URLs to reach. */
export type Reach = <Body extends AnswerBody>(
  forwarding: Forwarding<Body>,
  forward: (forwarding: Forwarding<Body>) => Promise<Answer<Body | Uint8Array>>,
) => Promise<Answer<Body | Uint8Array>>;

interface Reached {
  readonly finder: WayFinder;
  /** As of the way that was last taken; requests under way keep theirs. */
  backend: Backend;
}

export interface ReachTools {
  readonly backends: Backends;
  /** In [0, 1). */
  readonly random: () => number;
}

/** Secrets, tokens and names are asked for at once: Lambda gives a function that starts all of a processor. */
export function openReach(environment: WaysEnvironment, { backends, random }: ReachTools): Reach {
  const findWay = openWays(environment, warn);
  const reached = new Map<string, Reached>();
  for (const name of backends.names) {
    const backend = backends.get(name);
    if (backend === undefined || isReachedByUrl(backend.config)) continue;
    const finder = findWay(backend.config);
    reached.set(name, { finder, backend });
    finder.current(Date.now()).catch(() => undefined);
  }
  return async (forwarding, forward) => {
    const { backend, deadline } = forwarding;
    const is = reached.get(backend.name);
    if (is === undefined) return forward(forwarding);
    const send = async (way: Way) => {
      is.backend = follow(is.backend, way, random);
      const headers = withOwn(forwarding.request.headers, way.fields);
      return forward({ ...forwarding, backend: is.backend, request: { ...forwarding.request, headers } });
    };
    const way = await inTime(is.finder, deadline);
    if (typeof way === 'string') return problemAnswer(NO_WAY, { trace: forwarding.trace, reason: way, flags: 'UH' });
    const answer = await send(way);
    if (answer.status !== 401 || answer.origin !== 'target' || !is.finder.renew(Date.now())) return answer;
    // What must not be sent twice is answered so; the next one has another token.
    if (!isIdempotent(forwarding.request.method)) return answer;
    const renewed = await inTime(is.finder, deadline);
    if (typeof renewed === 'string') return answer;
    // Read to its end, which says that its target is well.
    if (answer.body instanceof Readable) answer.body.on('error', () => undefined).resume();
    return send(renewed);
  };
}

const NO_WAY: GatewayProblem = { status: 503, detail: 'the service cannot be reached now: try again later' };

/** The way, or why there is none before the request's time is over. */
async function inTime(finder: WayFinder, deadline: number): Promise<Way | string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const now = Date.now();
  const timer = setTimeout(() => resolve('no time is left to find a way to a target'), Math.max(0, deadline - now));
  const way = finder.current(now).catch((error: Error) => error.message);
  return Promise.race([way, promise]).finally(() => clearTimeout(timer));
}

/** The same backend while nothing has changed, else one that knows of its targets what was known before. */
function follow(backend: Backend, { targets, origins, send }: Way, random: () => number): Backend {
  if (backend.origins === origins) return backend;
  const before = backend.config.targets;
  // The first look finds what has been there before this instance.
  const isFirst = backend.send === undefined;
  const joinedAt = isFirst || backend.config.slowStart === undefined ? 0 : Date.now();
  const breakers = new Map(before.map(({ url }, index) => [url, backend.breakers[index]]));
  return {
    ...backend,
    config: { ...backend.config, targets },
    origins,
    send,
    state: carryOver(backend.state, before, targets, { random, joinedAt }),
    breakers: targets.map(({ url }) => breakers.get(url) ?? CLOSED),
  };
}

/** Whatever set a field of ours before, the client or the operation: these targets get the gateway's word alone. */
function withOwn(headers: readonly HeaderField[], fields: readonly HeaderField[]): readonly HeaderField[] {
  if (fields.length === 0) return headers;
  return [...headers.filter(([name]) => canonical(name) !== 'authorization'), ...fields];
}

/** Names and codes only: secrets and answers are in no message of these errors. */
function warn(failure: unknown): void {
  const reason = failure instanceof Error ? failure.message : String(failure);
  process.stdout.write(`${JSON.stringify({ level: 'WARN', message: 'a way to targets was not renewed', reason })}\n`);
}
