import type { ProxyRequest } from '../../adapters/proxy-event.ts';
import { contentsKey, tagKey, uriKey } from '../../core/caching/cache-key.ts';
import { callerPolicy } from '../../core/caching/caller.ts';
import { onlyParameters } from '../../core/caching/only-parameters.ts';
import { requestDirectives } from '../../core/caching/request-directives.ts';
import type { RequestMessage } from '../../core/messages.ts';
import type { ProxyHandling, RoutedOperation } from '../../core/router-config.ts';
import type { Routes } from '../../core/routing/compile-routes.ts';
import { targetPath } from '../../core/routing/target-path.ts';
import type { Answer, AnswerBody } from '../answer.ts';
import type { TargetRequest } from '../forward.ts';
import { serveCached } from '../serve-cached.ts';
import type { Asked } from './asked.ts';
import type { Cache } from './cache.ts';
import type { Drop } from './drop.ts';
import { forwardWriting } from './forward-writing.ts';

export interface Through<Body extends AnswerBody = Uint8Array> {
  readonly cache: Cache;
  readonly routes: Routes<RoutedOperation>;
  readonly operation: RoutedOperation;
  readonly handling: ProxyHandling;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly request: ProxyRequest;
  readonly target: TargetRequest;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly send: (request: TargetRequest) => Promise<Answer<Body>>;
  readonly refreshLater: () => Promise<boolean>;
  readonly refreshing: boolean;
  /** Has that told to the table later which it could not be told now; resolves to whether that will be tried. */
  readonly dropLater: (drops: readonly Drop[]) => Promise<boolean>;
}

/** Leads a request to what its operation and method mean for the cache. */
export function throughCache(through: Through): Promise<Answer<Uint8Array>> {
  const { handling } = through;
  return handling.cache === undefined ? passingBy(through) : serveCached(askedOf(through, handling.cache));
}

/** Methods that change nothing (RFC 9110 section 9.2.1); an unknown one may. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** A request whose answer is not stored: it is streamed, or its operation is not cached. */
export function passingBy<Body extends AnswerBody>(through: Through<Body>): Promise<Answer<Body>> {
  const { request, target, send } = through;
  return SAFE.has(request.message.method) ? send(target) : forwardWriting(through);
}

function askedOf(through: Through, configured: NonNullable<ProxyHandling['cache']>): Asked {
  const { cache, operation, handling, pathParameters, request, target, send } = through;
  const { message, hop } = request;
  const { secured } = operation;
  const { policy, caller, credentials } = callerPolicy(configured, request.caller, {
    headers: message.headers,
    secured,
  });
  const [path = '', query = ''] = target.path.split('?', 2);
  const known = policy.query === undefined ? query : onlyParameters(query, policy.query);
  const sent = { ...target, path: known === '' ? path : `${path}?${known}` };
  const { path: template } = operation;
  const byContent = message.method === 'POST' && { content: contentKey(message) };
  const parts = { template, backend: handling.backend, targetPath: path, query: known, hop, ...byContent };
  const tags = (policy.tags ?? []).map((tag) => tagKey(filled(tag, pathParameters)));
  return {
    cache,
    policy,
    credentials,
    request: message,
    directives: requestDirectives(message),
    parts,
    uri: uriKey(parts),
    selecting: { headers: sent.headers, caller },
    marks: byContent ? [...tags, contentsKey(parts)] : tags,
    subject: { operation: operation.id, path: targetPath(template, pathParameters) ?? message.path },
    deadline: through.deadline,
    ask: (headers) => send({ ...sent, headers }),
    refreshLater: through.refreshLater,
    refreshing: through.refreshing,
    units: { read: 0, write: 0 },
  };
}

/** Of a method that is answered by what it sends (`cache.methods`): another content is another request. */
function contentKey({ method, headers, body = NOTHING }: RequestMessage): string {
  const about = headers.filter(([name]) => /^content-(?:type|encoding|language)$/i.test(name));
  const digest = process.getBuiltinModule('node:crypto').hash('sha256', body, 'base64url');
  return JSON.stringify([method, about.map(([name, value]) => [name.toLowerCase(), value]).sort(), digest]);
}

const NOTHING = new Uint8Array();

const filled = (tag: string, pathParameters: Readonly<Record<string, string>>): string =>
  tag.replaceAll(/\{([^{}]+)\}/g, (_, name: string) =>
    Object.hasOwn(pathParameters, name) ? decoded(pathParameters[name] ?? '') : `{${name}}`,
  );

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
