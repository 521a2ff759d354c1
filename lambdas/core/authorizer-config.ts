/** What the compiler tells the authorizer, shipped as `authorizer-config.json` beside its bundle. */
import type { OperationKey } from './routing/operation-key.ts';

export interface AuthorizerConfig {
  readonly version: 1;
  /** Hash of all else in it: what one config said is never taken for another one's word. */
  readonly id: string;
  readonly schemes: Readonly<Record<string, SchemeConfig>>;
  /** Only the operations whose credentials are judged here; all others never reach the authorizer. */
  readonly operations: readonly AuthorizedOperation[];
  /** By number: operations of one group have their answers cached together. */
  readonly groups: readonly CacheGroup[];
  /** Plans whose keys may not call every operation, by name. */
  readonly plans?: Readonly<Record<string, PlanRules>>;
  /** Where API Gateway takes keys from the authorizer: the plan of who is known by a token and has none. */
  readonly defaultPlan?: string;
}

/** Operations that need the same schemes in the same combinations: one request's credentials mean the same to all of them. */
export interface CacheGroup {
  /** All that their decision reads of a request; API Gateway answers 401 by itself where one is missing. */
  readonly sources: readonly CredentialField[];
  /** Seconds. */
  readonly ttl: number;
}

/** Where a request holds a credential. */
export interface CredentialField {
  readonly in: 'header' | 'query';
  readonly name: string;
}

export interface PlanRules {
  /** Ids of the operations that its keys may call. */
  readonly allow: readonly string[];
}

/** How the credentials of one security scheme are verified. IAM and Cognito are not here: API Gateway checks those itself. */
export type SchemeConfig =
  | JwtSchemeConfig
  | IntrospectionSchemeConfig
  | BasicSchemeConfig
  | ApiKeySchemeConfig
  | PlanKeySchemeConfig
  | CertificateSchemeConfig
  | SignatureSchemeConfig;

/** Access tokens that are JWTs (RFC 9068, RFC 8725). */
export interface JwtSchemeConfig extends TokenDemands {
  readonly kind: 'jwt';
  /** At least one; no two of one name. */
  readonly issuers: readonly TrustedIssuer[];
  /** Seconds from issue (or from now, where `iat` is absent) to expiry. @default 86400 (one day) */
  readonly maxLifetime?: number;
  /** Whether `typ` must be `at+jwt` (RFC 9068 section 2.1). @default false: absent and `JWT` are taken as well */
  readonly requireAtJwt?: boolean;
}

export type TrustedIssuer = KeySource & {
  /** Compared with `iss` exactly. */
  readonly issuer: string;
  /** Any one of them must be in `aud`; `null` is the operator's explicit word that audiences are not checked. */
  readonly audience: readonly string[] | null;
  /** Signature algorithms accepted; never `none`, never HS*. */
  readonly algorithms: readonly string[];
};

/** Where an issuer's keys are had; https. */
export type KeySource =
  /** Metadata of the issuer (OpenID Connect Discovery 1.0 section 4), which names the key set. */
  | { readonly discoveryUrl: string; readonly jwksUrl?: never }
  /** The key set itself (RFC 7517 section 5). */
  | { readonly jwksUrl: string; readonly discoveryUrl?: never };

/** What is asked of a token, whoever vouches for it. */
export interface TokenDemands {
  /** Seconds that two clocks may differ; at most 120. @default 30 (Envoy allows 60, Auth0's library 5; zero breaks on `nbf`) */
  readonly clockSkew?: number;
  /** Each claim must be there with one of these values, or be a list that holds one. @default - none is asked for */
  readonly claims?: Readonly<Record<string, readonly string[]>>;
  /**
   * Tokens must be bound to their sender so, and the binding is checked: by a DPoP proof (RFC 9449), the client's certificate
   * (RFC 8705), or whichever of both the token names. @default - bound tokens are refused, for nothing would check them
   */
  readonly bound?: 'dpop' | 'certificate' | 'any';
}

/** Opaque tokens, which their issuer is asked about (RFC 7662). */
export interface IntrospectionSchemeConfig extends TokenDemands {
  readonly kind: 'introspection';
  /** The introspection endpoint; https. */
  readonly url: string;
  /** Compared with `iss` where the answer has one. @default - `url` names the issuer of identities */
  readonly issuer?: string;
  /** As a JWT's. */
  readonly audience: readonly string[] | null;
  /** Name or ARN of a secret of Secrets Manager: JSON with `clientId` and `clientSecret`. */
  readonly secret: string;
  /** Seconds that an answer counts, at most; at most 60, and never longer than the token. @default 60 */
  readonly cacheFor?: number;
}

/** User name and password (RFC 7617), against a row of the state table. */
export interface BasicSchemeConfig {
  readonly kind: 'basic';
}

/** A key of ours, not of a usage plan: its SHA-256 names a row of the state table. */
export interface ApiKeySchemeConfig {
  readonly kind: 'api-key';
  readonly in: 'header' | 'query' | 'cookie';
  readonly name: string;
}

/** The key of a usage plan in `x-api-key`, judged here for its expiry and what it may call; API Gateway meters it. */
export interface PlanKeySchemeConfig {
  readonly kind: 'plan-key';
}

/** The certificate of mutual TLS, which API Gateway has held against the domain's truststore. */
export interface CertificateSchemeConfig {
  readonly kind: 'certificate';
}

/** HTTP message signatures (RFC 9421), by keys of the state table. */
export interface SignatureSchemeConfig {
  readonly kind: 'signature';
  /** Seconds from `created` in which a signature counts, once. @default 300 */
  readonly window?: number;
  /**
   * Name or ARN of a secret of Secrets Manager with the keys of partners that sign with `hmac-sha256`: JSON, base64 by key id, at
   * least 32 bytes each. @default - no partner signs so
   */
  readonly secret?: string;
}

export interface AuthorizedOperation extends OperationKey {
  /**
   * OpenAPI's own meaning: one of them must hold (OR); an empty one holds for everybody. Keys of usage plans are left out
   * where API Gateway's own check of them is all that is needed.
   */
  readonly requirements: readonly SecurityRequirement[];
  /** API Gateway meters it, by the key that the authorizer names (`usageIdentifierKey`). */
  readonly metered?: true;
  /** Claims that the router needs: for headers to targets, to balance and to keep stored responses apart. */
  readonly claims?: readonly string[];
  /** A number of `groups`; absent: its answers are not cached. */
  readonly group?: number;
  /** In a group: the resources of API Gateway by which requests reach it. */
  readonly resources?: readonly string[];
}

/** All of them must hold (AND). */
export type SecurityRequirement = readonly SchemeRequirement[];

export interface SchemeRequirement {
  /** A name in `schemes`. */
  readonly scheme: string;
  /** All of them must be granted. */
  readonly scopes: readonly string[];
}
