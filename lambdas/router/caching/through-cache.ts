import type { ProxyRequest } from '../../adapters/proxy-event.ts';
import { tagKey, uriKey } from '../../core/caching/cache-key.ts';
import { callerPolicy } from '../../core/caching/caller.ts';
import { onlyParameters } from '../../core/caching/only-parameters.ts';
import { requestDirectives } from '../../core/caching/request-directives.ts';
import type { HeaderField } from '../../core/messages.ts';
import type { ProxyHandling, RoutedOperation } from '../../core/router-config.ts';
import type { Routes } from '../../core/routing/compile-routes.ts';
import { targetPath } from '../../core/routing/target-path.ts';
import type { Answer } from '../answer.ts';
import type { TargetRequest } from '../forward.ts';
import { serveCached } from '../serve-cached.ts';
import type { Asked } from './asked.ts';
import type { Cache } from './cache.ts';
import { forwardWriting } from './forward-writing.ts';

export interface Through {
  readonly cache: Cache;
  readonly routes: Routes<RoutedOperation>;
  readonly operation: RoutedOperation;
  readonly handling: ProxyHandling;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly request: ProxyRequest;
  readonly target: TargetRequest;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly send: (request: TargetRequest) => Promise<Answer<Uint8Array>>;
  readonly refreshLater: () => Promise<boolean>;
  readonly refreshing: boolean;
}

/** Methods that change nothing (RFC 9110 section 9.2.1); an unknown one may. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

export type ThroughCache = (through: Omit<Through, 'cache'>) => Promise<Answer<Uint8Array>>;

/** Leads a request to what its operation and method mean for the cache. */
export function throughCache(through: Through): Promise<Answer<Uint8Array>> {
  const { handling, request, target, send } = through;
  if (handling.cache !== undefined) return serveCached(askedOf(through, handling.cache));
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
  const content =
    message.body === undefined ? {} : { content: contentKey(message.method, message.headers, message.body) };
  const parts = {
    template: operation.path,
    backend: handling.backend,
    targetPath: path,
    query: known,
    hop,
    ...content,
  };
  return {
    cache,
    policy,
    credentials,
    request: message,
    directives: requestDirectives(message),
    parts,
    uri: uriKey(parts),
    selecting: { headers: sent.headers, caller },
    tags: (policy.tags ?? []).map((tag) => tagKey(filled(tag, pathParameters))),
    subject: { operation: operation.id, path: targetPath(operation.path, pathParameters) ?? message.path },
    deadline: through.deadline,
    ask: (headers) => send({ ...sent, headers }),
    refreshLater: through.refreshLater,
    refreshing: through.refreshing,
    units: { read: 0, write: 0 },
  };
}

/** Of a method that is answered by what it sends (`cache.methods`): another content is another request. */
function contentKey(method: string, headers: readonly HeaderField[], body: Uint8Array): string {
  const about = headers.filter(([name]) => /^content-(?:type|encoding|language)$/i.test(name));
  const digest = process.getBuiltinModule('node:crypto').hash('sha256', body, 'base64url');
  return JSON.stringify([method, about.map(([name, value]) => [name.toLowerCase(), value]).sort(), digest]);
}

const filled = (tag: string, pathParameters: Readonly<Record<string, string>>): string =>
  tag.replaceAll(/\{([^{}]+)\}/g, (_, name: string) =>
    name in pathParameters ? decoded(pathParameters[name] ?? '') : `{${name}}`,
  );

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
