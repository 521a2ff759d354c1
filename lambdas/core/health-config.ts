import type { HealthCheck } from './router-config.ts';

/** What the compiler tells the health function, shipped as `health-config.json` beside its bundle. */
export interface HealthConfig {
  readonly version: 1;
  /** By name, only those that declare `health`. */
  readonly backends: Readonly<Record<string, CheckedBackend>>;
}

export interface CheckedBackend {
  readonly health: HealthCheck;
  /** Of the targets, as in the router's config. */
  readonly urls: readonly string[];
}
