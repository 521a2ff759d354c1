import type { RowStore } from '../../lambdas/core/caching/rows.ts';
import type { CachePolicy } from '../../lambdas/core/router-config.ts';
import { cachedGateway, type Respond } from './cached-gateway.ts';
import { operation, proxied } from './router-config.ts';
import { rowsInMemory } from './rows-in-memory.ts';

export interface World {
  /** @default false */
  readonly secured?: boolean;
  /** @default - none of anybody else */
  readonly rows?: RowStore;
  /** @default takes it, and does nothing */
  readonly refreshLater?: () => Promise<boolean>;
}

/** The cache in front of one path, `/a`, whose GET, HEAD and POST are cached and whose PUT is not. */
export function cachedPath(respond: Respond, policy: CachePolicy = {}, world: World = {}) {
  const { secured = false, rows = rowsInMemory(), refreshLater } = world;
  const cached = proxied('target', '/a', { cache: policy });
  const operations = [
    ...['GET', 'HEAD', 'POST'].map((method) => operation(`${method} /a`, cached, { secured })),
    operation('PUT /a', proxied('target', '/a')),
  ];
  return cachedGateway(rows, operations, respond, { refreshLater });
}
