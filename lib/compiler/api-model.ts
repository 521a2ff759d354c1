/** What the compiler makes of a document. Types only; everything downstream reads this, never the document. */
import type { JwtSchemeConfig, SecurityRequirement } from '../../lambdas/core/authorizer-config.ts';
import type {
  BackendConfig,
  CorsPolicy,
  Handling,
  HeaderEdits,
  ValidationPolicy,
} from '../../lambdas/core/router-config.ts';
import type { OperationDescription } from '../../lambdas/core/validation/operation-description.ts';
import type { SchemaMap } from '../../lambdas/core/validation/schema.ts';
import type { AssignedResource } from './resources/assign-resources.ts';

export interface ApiModel {
  readonly title: string;
  readonly version: string;
  readonly backends: Readonly<Record<string, BackendConfig>>;
  /** Token schemes by the document's name. A usage plan's API key is not here: API Gateway checks it. */
  readonly schemes: Readonly<Record<string, JwtSchemeConfig>>;
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
  readonly responseHeaders: HeaderEdits;
  readonly stream: boolean;
  readonly cors?: CorsPolicy;
  /** Per stage and operation; absent: the stage's. */
  readonly throttle?: Throttle;
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
  /** Every alternative needs a usage plan's key, which API Gateway checks on its own. */
  readonly apiKey: boolean;
  /** What the authorizer checks; `undefined`: the operation never reaches it. */
  readonly requirements: readonly SecurityRequirement[] | undefined;
}

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
