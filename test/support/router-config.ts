import type {
  BackendConfig,
  HeaderEdits,
  HealthCheck,
  ProxyHandling,
  RoutedOperation,
} from '../../lambdas/core/router-config.ts';

export const NO_EDITS: HeaderEdits = { set: [], remove: [] };

/** Proxying with defaults: 2 s, no edits, not cached. */
export const proxied = (backend: string, targetPath: string, more: Partial<ProxyHandling> = {}): ProxyHandling => ({
  kind: 'proxy',
  backend,
  targetPath,
  timeout: 2000,
  requestHeaders: NO_EDITS,
  ...more,
});

/** An operation whose id is its method and path, on the resource of its path. */
export function operation(
  id: string,
  handling: RoutedOperation['handling'],
  more: Partial<RoutedOperation> = {},
): RoutedOperation {
  const [method = '', path = ''] = id.split(' ');
  return {
    id,
    method,
    path,
    resource: path,
    secured: false,
    stream: false,
    responseHeaders: NO_EDITS,
    handling,
    ...more,
  };
}

/** Each minute, two probes for a change. */
export const HEALTH: HealthCheck = {
  path: '/',
  interval: 1,
  timeout: 500,
  healthyThreshold: 2,
  unhealthyThreshold: 2,
  statuses: [200],
};

/** Targets of equal weight, in turn. */
export const backend = (...urls: string[]): BackendConfig => ({
  balance: 'round-robin',
  targets: urls.map((url) => ({ url, weight: 1 })),
});
