import type { Agent as HttpAgent } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type { Behaviour } from '../behaviour.ts';
import type { FunctionInvoker } from '../functions/function-pool.ts';
import type { PlanDirectory } from '../plans/plan-directory.ts';
import type { QuotaCounters } from '../plans/quota-counters.ts';
import type { ApiKeyStore } from '../state/local-state.ts';
import type { AuthorizerCache } from './authorizer-cache.ts';
import type { Throttles } from './throttles.ts';

/** The outside of the steps: what one gateway's requests share. */
export interface GatewayTools {
  readonly functions: FunctionInvoker;
  readonly cache: AuthorizerCache;
  readonly keys: Pick<ApiKeyStore, 'findByValue'>;
  readonly plans: Pick<PlanDirectory, 'planOf'>;
  readonly counters: QuotaCounters;
  readonly throttles: Throttles;
  readonly behaviour: Behaviour;
  readonly agents: { readonly http: HttpAgent; readonly https: HttpsAgent };
  readonly clock: () => number;
  /** Random lower case hexadecimal digits. */
  readonly hex: (digits: number) => string;
  readonly onLog: (line: string) => void;
  /** Takes the lines of access logs; `undefined`: none are written. */
  readonly onAccess?: ((line: string) => void) | undefined;
  /** Told of our own bugs. */
  readonly onError: (error: unknown) => void;
}
