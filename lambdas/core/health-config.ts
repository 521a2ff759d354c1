import type { OutboundConfig } from './outbound-config.ts';
import type { HealthCheck, TargetConfig } from './router-config.ts';

/** What the compiler tells the health function, shipped as `health-config.json` beside its bundle. */
export interface HealthConfig {
  readonly version: 1;
  /** By name, only those that declare `health`. */
  readonly backends: Readonly<Record<string, CheckedBackend>>;
}

export interface CheckedBackend {
  readonly health: HealthCheck;
  /** As in the router's config, with all it takes to reach them. */
  readonly reached: OutboundConfig & { readonly targets: readonly TargetConfig[] };
}
