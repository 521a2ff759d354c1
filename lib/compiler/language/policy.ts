import type {
  HedgePolicy,
  IdentityHeader,
  LimitPolicy,
  RetrySettings,
  ValidationPolicy,
} from '../../../lambdas/core/router-config.ts';
import type { Throttle } from '../api-model.ts';
import type { CacheSettings } from './read-cache.ts';
import type { CorsSettings } from './read-cors.ts';
import type { HeaderPolicy } from './read-headers.ts';
import type { MockPolicy } from './read-mock.ts';

/** What `x-gateway` says of one operation, inherited values included. */
export interface Policy {
  readonly backend: string | undefined;
  /** Path template at the target. */
  readonly path: string | undefined;
  /** Milliseconds. */
  readonly timeout: number | undefined;
  readonly retries: RetrySettings | undefined;
  readonly hedge: HedgePolicy | undefined;
  readonly cache: CacheSettings | undefined;
  readonly throttle: Throttle | undefined;
  readonly limit: LimitPolicy | undefined;
  readonly headers: HeaderPolicy;
  readonly identity: readonly IdentityHeader[];
  readonly stream: boolean;
  readonly mock: MockPolicy | undefined;
  readonly cors: CorsSettings | undefined;
  readonly validate: ValidationPolicy;
  readonly disabled: boolean;
}
