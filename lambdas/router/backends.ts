import { type Origin, parseOrigin } from '../adapters/origin.ts';
import { type BackendState, initialState } from '../core/balancing/target-state.ts';
import type { BackendConfig, RouterConfig } from '../core/router-config.ts';

export interface Backend {
  readonly config: BackendConfig;
  /** By index of its targets. */
  readonly origins: readonly Origin[];
  /** Replaced after each try; lives as long as the instance. */
  state: BackendState;
}

export type Backends = ReadonlyMap<string, Backend>;

export function connectBackends({ backends }: RouterConfig, random: () => number): Backends {
  return new Map(
    Object.entries(backends).map(([name, config]) => {
      const origins = config.targets.map(({ url }) => parseOrigin(url));
      return [name, { config, origins, state: initialState(origins.length, random) }];
    }),
  );
}
