import type { BackendConfig } from '../../lambdas/core/router-config.ts';
import type { Plan, Throttle } from './api-model.ts';
import type { CompileOptions } from './compile-options.ts';
import type { NormalDocument, NormalOperation } from './dialects/normal-document.ts';
import type { Policy } from './language/policy.ts';
import type { ApiSecurity } from './security/api-security.ts';

/** All that is known of a document once it is read: what the rules look at, and what the model is built from. */
export interface Reading {
  readonly document: NormalDocument;
  readonly options: CompileOptions;
  readonly backends: ReadonlyMap<string, BackendConfig>;
  readonly plans: readonly Plan[];
  readonly security: ApiSecurity;
  /** The stage's. */
  readonly throttle: Throttle | undefined;
  /** Whether the gateway serves the document for consumers. */
  readonly publicDocument: boolean;
  /** Whether the gateway tells callers of their API key. */
  readonly usage: boolean;
  /** Whether API Gateway is to check bodies before the router does. */
  readonly models: boolean;
  /** Without those that are disabled. */
  readonly operations: readonly ReadOperation[];
}

export interface ReadOperation extends NormalOperation {
  readonly policy: Policy;
}
