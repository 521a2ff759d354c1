/**
 * What the compiler tells the router, shipped as `router-config.json` beside its bundle
 * (a Lambda's environment holds 4 KB, a large document does not fit).
 */
import type { CredentialField } from './authorizer-config.ts';
import type { HeaderField } from './messages.ts';
import type { OutboundConfig } from './outbound-config.ts';
import type { OperationKey } from './routing/operation-key.ts';

export interface RouterConfig {
  readonly version: 1;
  readonly backends: Readonly<Record<string, BackendConfig>>;
  /** Whose kept answers count; absent: none are kept. */
  readonly authorizer?: KeptAnswers;
  /** Parameters of the query that are secrets between clients and the gateway: no target learns them. */
  readonly hiddenQuery?: readonly string[];
  /** Cookies of that kind. */
  readonly hiddenCookies?: readonly string[];
  readonly operations: readonly RoutedOperation[];
}

export interface BackendConfig extends OutboundConfig {
  readonly balance: BalanceMethod;
  /** What `consistent-hash` goes by; absent with the others. */
  readonly hashOn?: HashOn;
  /** Milliseconds in which a target that has come back is given its whole share again; absent: at once. */
  readonly slowStart?: number;
  /** Absent: targets are judged by their answers alone. */
  readonly health?: HealthCheck;
  /** Those that are known beforehand; there may be none but those of `sources`. */
  readonly targets: readonly TargetConfig[];
}

export type BalanceMethod = 'least-latency' | 'round-robin' | 'weighted-random' | 'consistent-hash';

/** Where a request holds the value whose requests all go to one target. */
export type HashOn =
  /** Names of header fields are lower case. */
  | { readonly kind: 'header' | 'query' | 'path' | 'claim'; readonly name: string }
  /** The client's address, as API Gateway saw it. */
  | { readonly kind: 'address' };

/** How the health function asks a target whether it is well. */
export interface HealthCheck {
  /** After the target's own path; starts with `/`. */
  readonly path: string;
  /** Whole minutes. */
  readonly interval: number;
  /** Milliseconds until the head of the answer. */
  readonly timeout: number;
  /** Probes in a row that bring a target back. */
  readonly healthyThreshold: number;
  /** Probes in a row that take a target out. */
  readonly unhealthyThreshold: number;
  /** What a healthy target answers. */
  readonly statuses: readonly number[];
}

export interface TargetConfig {
  /** Absolute http(s) URL without query; its path, if any, goes before every target path. No trailing slash. */
  readonly url: string;
  /** Share of requests relative to its siblings, above 0. */
  readonly weight: number;
  /** 0, the default, is used first; the next one when too few targets of those before are available. */
  readonly priority?: number;
  /** The name of the source that it was found by: what it is measured as, for such targets come and go. */
  readonly group?: string;
}

export interface RoutedOperation extends OperationKey {
  /**
   * API Gateway's resource, which applied its key, throttle and authorizer. Another one with the same operation is a second
   * spelling of its path (`/%61dmin`, where `/{id}` stands beside `/admin`), which API Gateway took for something else.
   */
  readonly resource: string;
  /** Resources with the same key and authorizer that API Gateway prefers for some requests; absent: none. */
  readonly alsoAt?: readonly string[];
  /** Whether the router demands a word for this very operation of who was asked before it (decision 1: fail closed). */
  readonly secured: boolean;
  /** Who that was: API Gateway itself. Absent: the authorizer. */
  readonly checkedBy?: 'iam' | 'cognito';
  /** Where API Gateway keeps the authorizer's answers: its number in the set of operations that one allows, and its group. */
  readonly kept?: { readonly number: number; readonly group: number };
  /** Whether this operation is served by the streaming function (decision 13). */
  readonly stream: boolean;
  readonly handling: Handling;
  readonly responseHeaders: HeaderEdits;
  /** How often it may be called by one caller; absent: as API Gateway's throttles say. */
  readonly limit?: LimitPolicy;
  /** `RateLimit-Policy` of API Gateway's throttle, its own or the stage's. Absent: the account's alone. */
  readonly throttlePolicy?: string;
  /** What is held against the document; absent: nothing, or the document says nothing of it. */
  readonly validate?: ValidationPolicy;
  /** Response fields for browsers; absent: cross-origin reads are refused. */
  readonly cors?: CorsPolicy;
}

/** An answer that was kept is of another request with the same credentials: what only the authorizer would see is looked at again. */
export interface KeptAnswers {
  /** Of the authorizer's config: no other one's word counts. */
  readonly id: string;
  /** By the groups' numbers: each field must come once, in one spelling, for API Gateway found the answer by one value. */
  readonly groups: readonly (readonly CredentialField[])[];
  /** `WWW-Authenticate` of a 401. */
  readonly challenge: string;
}

export type Handling = ProxyHandling | MockHandling | DocumentHandling;

export interface ProxyHandling {
  readonly kind: 'proxy';
  /** A name in `backends`. */
  readonly backend: string;
  /** Path template at the target, in terms of the operation's own path variables. */
  readonly targetPath: string;
  /** Milliseconds from the router's start to the last byte of the target's response. */
  readonly timeout: number;
  readonly requestHeaders: HeaderEdits;
  /** Fields that tell the target who is calling; what the client sends under these names never reaches it. */
  readonly identityHeaders?: readonly IdentityHeader[];
  readonly cache?: CachePolicy;
  /** What is absent, here and in it, is as `retryPolicy` says. */
  readonly retries?: RetrySettings;
  /** Absent: never. */
  readonly hedge?: HedgePolicy;
}

export interface RetrySettings {
  /** Tries that may reach a target, the first included, at least 1. */
  readonly attempts?: number;
  /** Milliseconds after which a try is late and another begins beside it. */
  readonly perTryTimeout?: number;
  /** Statuses after which a request is tried again. */
  readonly on?: readonly number[];
}

export interface HedgePolicy {
  /** Milliseconds after which a second target is asked; absent: the 95th percentile of the operation's latency. */
  readonly after?: number;
}

export interface MockHandling {
  readonly kind: 'mock';
  readonly status: number;
  readonly headers: readonly HeaderField[];
  readonly body: string;
}

/** Answers with the document for consumers, which lies beside the config. */
export interface DocumentHandling {
  readonly kind: 'document';
}

export interface HeaderEdits {
  readonly set: readonly HeaderField[];
  /** Lower case names. */
  readonly remove: readonly string[];
}

export interface IdentityHeader {
  readonly name: string;
  readonly value: IdentityValue;
}

/** What is known of a caller: by the authorizer, API Gateway and the operator's own records. */
export type IdentityValue =
  | 'subject'
  | 'issuer'
  | 'scopes'
  | 'consumer'
  | 'plan'
  /** Of a verified token. */
  | { readonly claim: string };

/** Absent members mean: what RFC 9111 says, and no more. */
export interface CachePolicy {
  /** Milliseconds a response stays fresh when its own fields do not say. */
  readonly ttl?: number;
  /** `ttl` and the two below stand in place of what the target says. */
  readonly override?: boolean;
  /** Milliseconds beyond freshness (RFC 5861), where the target does not say. */
  readonly staleWhileRevalidate?: number;
  readonly staleIfError?: number;
  /** The only parameters of the query that matter: no other one reaches the target, so none can poison an answer. */
  readonly query?: readonly string[];
  /** Request fields that choose among responses though no `Vary` says so; lower case, sorted. */
  readonly headers?: readonly string[];
  /** Claims of the caller's token by which responses are kept apart, instead of RFC 9111 section 3.5. */
  readonly claims?: readonly string[];
  /** Each caller has responses of its own, as in a browser's cache. */
  readonly private?: boolean;
  /** Responses that set cookies are stored too, where they say for how long (RFC 9111 section 7.3). */
  readonly cookies?: boolean;
  /** For purging; `{name}` is a path variable. */
  readonly tags?: readonly string[];
}

/** An exact limit, counted in the table `state` for the whole fleet. */
export interface LimitPolicy {
  /** Requests per second, above 0. */
  readonly rate: number;
  /** Requests at once, whole, at least 1. */
  readonly burst: number;
  /** Whose requests are counted together; who has no such value is counted by address. */
  readonly per:
    | { readonly kind: 'consumer' | 'address' }
    /** Names of header fields are lower case. */
    | { readonly kind: 'claim' | 'header'; readonly name: string };
}

export interface ValidationPolicy {
  /** `enforce`: a request that is not as described is refused; `report`: the log says so. Absent: not checked. */
  readonly request?: 'enforce' | 'report';
  /** Absent: not checked. */
  readonly response?: 'report';
}

export interface CorsPolicy {
  /** `*` or a list of exact origins. */
  readonly origins: '*' | readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly credentials: boolean;
}
