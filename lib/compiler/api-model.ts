/** What the compiler makes of a document. Types only; everything downstream reads this, never the document. */
import type { SchemeConfig, SecurityRequirement } from '../../lambdas/core/authorizer-config.ts';
import type {
  BackendConfig,
  CorsPolicy,
  Handling,
  HeaderEdits,
  LimitPolicy,
  ValidationPolicy,
} from '../../lambdas/core/router-config.ts';
import type { OperationDescription } from '../../lambdas/core/validation/operation-description.ts';
import type { SchemaMap } from '../../lambdas/core/validation/schema.ts';
import type { AssignedResource } from './resources/assign-resources.ts';

export interface ApiModel {
  readonly title: string;
  readonly version: string;
  readonly backends: Readonly<Record<string, BackendConfig>>;
  /** What the authorizer verifies, by the document's name of it. What API Gateway alone checks is not here. */
  readonly schemes: Readonly<Record<string, SchemeConfig>>;
  /** Seconds that answers resting on a scheme may be kept, where the document says so. */
  readonly cacheTtls: Readonly<Record<string, number>>;
  /** Where API Gateway takes the key of a usage plan from: `x-api-key`, or the authorizer, which knows of other credentials. */
  readonly keySource: 'HEADER' | 'AUTHORIZER';
  readonly plans: readonly Plan[];
  /** Stage-wide throttle from the root's `x-gateway.throttle`. */
  readonly throttle?: Throttle;
  readonly operations: readonly Operation[];
  /** Models of API Gateway by name, where it is to check bodies. */
  readonly models?: Readonly<Record<string, object>>;
  /** The document for consumers, where the gateway serves it. */
  readonly publicDocument?: object;
  /** Definitions that the operations' descriptions refer to, by who sends the values. */
  readonly schemas: { readonly request: SchemaMap; readonly response: SchemaMap };
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly security: OperationSecurity;
  readonly parameters: readonly Parameter[];
  readonly handling: Handling;
  /** Another function than the router, which never sees it then. */
  readonly servedBy?: 'usage';
  readonly responseHeaders: HeaderEdits;
  readonly stream: boolean;
  readonly cors?: CorsPolicy;
  /** Per stage and operation; absent: the stage's. */
  readonly throttle?: Throttle;
  /** Of each caller, exactly; absent: none. */
  readonly limit?: LimitPolicy;
  /** API Gateway's resource for it, after lowering, and the method there: several operations may share one. */
  readonly resource: AssignedResource;
  /** Names of `models` by media type: what API Gateway holds the body against. */
  readonly bodyModels?: Readonly<Record<string, string>>;
  /** What is held against requests and responses, and how; absent: nothing. */
  readonly description?: OperationDescription;
  readonly validate?: ValidationPolicy;
  readonly pointer: string;
}

export interface OperationSecurity {
  /** API Gateway asks for a usage plan's key, and counts by it. */
  readonly apiKey: boolean;
  /** What the authorizer checks; `undefined`: the operation never reaches it. */
  readonly requirements: readonly SecurityRequirement[] | undefined;
  /** The authorizer names the key that API Gateway counts by. */
  readonly metered?: true;
  /** What API Gateway checks by itself, in place of the authorizer. */
  readonly native?: NativeAuthorization;
}

export type NativeAuthorization =
  /** Signatures by AWS credentials (SigV4). */
  | { readonly kind: 'iam' }
  /** Tokens of user pools. */
  | {
      readonly kind: 'cognito';
      /** The document's name of it. */
      readonly scheme: string;
      /** ARNs. */
      readonly userPools: readonly string[];
      /** At most one: API Gateway takes any of several for enough. */
      readonly scopes: readonly string[];
    };

/** API Gateway knows only presence. */
export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'header' | 'path';
  readonly required: boolean;
  /** The document's own example of a value, for whoever tries the operation out. */
  readonly example?: string;
}

export interface Plan {
  readonly name: string;
  /** The plan's earlier name, whose logical id and keys it keeps (decision 10). */
  readonly was?: string;
  readonly throttle?: Throttle;
  readonly quota?: Quota;
  /** Throttle inside the plan by operation id. */
  readonly operations: Readonly<Record<string, Throttle>>;
  /** Ids of the only operations that its keys may call; absent: all. */
  readonly allow?: readonly string[];
  /** Seconds that a key counts, at most, from when it is issued; absent: until it is taken back. */
  readonly keyLifetime?: number;
  /** Of callers that come without a key where they may, and are in no plan. */
  readonly default?: true;
}

export interface Throttle {
  /** Requests per second, above 0. */
  readonly rate: number;
  /** Bucket size in requests, whole, at least 1. */
  readonly burst: number;
}

export interface Quota {
  readonly limit: number;
  readonly period: 'day' | 'week' | 'month';
}
