import { afterAll, beforeAll, jest } from '@jest/globals';
import type { ProxyRequest } from '../../lambdas/adapters/proxy-event.ts';
import type { Caller } from '../../lambdas/core/caching/caller.ts';
import type { RowStore } from '../../lambdas/core/caching/rows.ts';
import type { HeaderField, ResponseMessage } from '../../lambdas/core/messages.ts';
import type { RoutedOperation } from '../../lambdas/core/router-config.ts';
import { compileRoutes } from '../../lambdas/core/routing/compile-routes.ts';
import type { Answer } from '../../lambdas/router/answer.ts';
import { cacheOver } from '../../lambdas/router/caching/cache.ts';
import type { Drop } from '../../lambdas/router/caching/drop.ts';
import { throughCache } from '../../lambdas/router/caching/through-cache.ts';
import type { TargetRequest } from '../../lambdas/router/forward.ts';

export interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly query?: string;
  readonly headers?: readonly HeaderField[];
  readonly body?: string;
  readonly caller?: Caller;
  readonly host?: string;
  /** It is the repetition that renews what is stored. */
  readonly refreshing?: boolean;
}

export type Respond = (
  request: TargetRequest,
  sent: Sent,
) => { readonly status?: number; readonly headers?: readonly HeaderField[]; readonly body?: string | Uint8Array };

/** Milliseconds that pass before each request: more than the clocks of two instances may differ. */
const STEP = 100;
let now = Date.UTC(2026, 10, 24);

/** Has time pass with requests alone, for the tests of a file: no two of them come at one instant. */
export function ownClock(): void {
  beforeAll(() => {
    jest.spyOn(Date, 'now').mockImplementation(() => now);
  });
  afterAll(() => {
    jest.restoreAllMocks();
  });
}

export interface Later {
  /** Is told what could not be let go of. */
  readonly dropLater?: (drops: readonly Drop[]) => void;
  /** @default takes it, and does nothing */
  readonly refreshLater?: (() => Promise<boolean>) | undefined;
  /** Milliseconds until an answer must be there. @default too few to wait for another request */
  readonly available?: number;
}

/** A router's cache over rows, as one instance has it, in front of a target that is a function. Paths have no variables. */
export function cachedGateway(
  rows: RowStore,
  operations: readonly RoutedOperation[],
  respond: Respond,
  { dropLater = () => undefined, refreshLater = async () => true, available = 1000 }: Later = {},
) {
  const cache = cacheOver(rows);
  const routes = compileRoutes(operations);
  return async (sent: Sent = {}): Promise<Answer<Uint8Array>> => {
    now += STEP;
    const { method = 'GET', path = '/a', query = '', headers = [] } = sent;
    const own = operations.find((one) => one.method === method && one.path === path);
    if (own?.handling.kind !== 'proxy') throw new Error(`no operation ${method} ${path}`);
    const body = sent.body === undefined ? undefined : new TextEncoder().encode(sent.body);
    const request: ProxyRequest = {
      message: { method, path, query, headers, body },
      resource: path,
      basePath: '',
      hop: { address: '192.0.2.1', protocol: 'https', host: sent.host ?? 'api.example.com' },
      word: { operation: own.id },
      contentDigest: undefined,
      caller: sent.caller,
    };
    const send = async (asked: TargetRequest): Promise<Answer<Uint8Array>> => {
      const response = respond(asked, sent);
      const whole: ResponseMessage = {
        status: response.status ?? 200,
        headers: response.headers ?? [],
        body: typeof response.body === 'string' ? new TextEncoder().encode(response.body) : (response.body ?? NONE),
      };
      return { ...whole, origin: 'target', record: {} };
    };
    return throughCache({
      cache,
      routes,
      operation: own,
      handling: own.handling,
      pathParameters: {},
      request,
      target: { method, path: query === '' ? path : `${path}?${query}`, headers, body },
      deadline: Date.now() + available,
      send,
      refreshLater,
      refreshing: sent.refreshing ?? false,
      dropLater: async (drops) => {
        dropLater(drops);
        return true;
      },
    });
  };
}

const NONE = new Uint8Array();

export const bodyOf = ({ body }: Answer<Uint8Array>): string => new TextDecoder().decode(body);

export const cacheStatusOf = ({ headers }: Answer<Uint8Array>): string =>
  headers.find(([name]) => name === 'Cache-Status')?.[1] ?? '';
