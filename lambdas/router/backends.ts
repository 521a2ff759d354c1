import type { Send } from '../adapters/http-exchange.ts';
import { type Origin, parseOrigin } from '../adapters/origin.ts';
import { type BackendState, initialState } from '../core/balancing/target-state.ts';
import { type Admission, UNKNOWN } from '../core/resilience/admission.ts';
import { type CircuitBreaker, CLOSED } from '../core/resilience/circuit-breaker.ts';
import type { LatencyEstimate } from '../core/resilience/latency-estimate.ts';
import type { LatencyWindow } from '../core/resilience/latency-window.ts';
import { RETRY_BUDGET, type TokenBudget } from '../core/resilience/token-budget.ts';
import type { BackendConfig, RouterConfig } from '../core/router-config.ts';

/** What an instance knows of a backend: replaced after each try, for as long as the instance lives. */
export interface Backend {
  readonly name: string;
  readonly config: BackendConfig;
  /** By index of its targets. */
  readonly origins: readonly Origin[];
  /** Absent: over HTTP/1.1, as it is. */
  readonly send?: Send;
  state: BackendState;
  /** By index of its targets. */
  readonly breakers: CircuitBreaker[];
  retries: TokenBudget;
  hedges: TokenBudget;
  admission: Admission;
  /** By operation. */
  readonly latencies: Map<string, LatencyEstimate>;
  /** By operation, of those that hedge. */
  readonly windows: Map<string, LatencyWindow>;
}

/** Each comes into being with the first request for it: an instance's start need not pay for the others. */
export interface Backends {
  readonly names: readonly string[];
  get(name: string): Backend | undefined;
}

export function connectBackends({ backends }: Pick<RouterConfig, 'backends'>, random: () => number): Backends {
  const configs = new Map(Object.entries(backends));
  const connected = new Map<string, Backend>();
  return {
    names: [...configs.keys()],
    get(name) {
      const known = connected.get(name);
      const config = configs.get(name);
      if (known !== undefined || config === undefined) return known;
      const made = connect(name, config, random);
      connected.set(name, made);
      return made;
    },
  };
}

function connect(name: string, config: BackendConfig, random: () => number): Backend {
  const origins = config.targets.map(({ url }) => parseOrigin(url));
  return {
    name,
    config,
    origins,
    state: initialState(origins.length, random),
    breakers: origins.map(() => CLOSED),
    retries: { tokens: RETRY_BUDGET.most },
    hedges: { tokens: 0 },
    admission: UNKNOWN,
    latencies: new Map(),
    windows: new Map(),
  };
}

export const breakerOf = ({ breakers }: Backend, target: number): CircuitBreaker => breakers[target] ?? CLOSED;
