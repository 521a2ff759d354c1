/** What the compiler tells the authorizer, shipped as `authorizer-config.json` beside its bundle. */
import type { OperationKey } from './routing/operation-key.ts';

export interface AuthorizerConfig {
  readonly version: 1;
  readonly schemes: Readonly<Record<string, JwtSchemeConfig>>;
  /** Only the operations that need a token; all others never reach the authorizer. */
  readonly operations: readonly AuthorizedOperation[];
}

export interface JwtSchemeConfig {
  readonly kind: 'jwt';
  /** Compared with `iss` exactly. */
  readonly issuer: string;
  /** Any one of them must be in `aud`; `null` is the operator's explicit word that audiences are not checked. */
  readonly audience: readonly string[] | null;
  /** Metadata URL of the issuer (OpenID Connect Discovery 1.0 section 4). */
  readonly discoveryUrl: string;
  /** Signature algorithms accepted; never `none`, never HS*. */
  readonly algorithms: readonly string[];
}

export interface AuthorizedOperation extends OperationKey {
  /** OpenAPI's own meaning: one of them must hold (OR). API keys are left out: API Gateway checks those. */
  readonly requirements: readonly SecurityRequirement[];
  /** Claims by which stored responses are kept apart; the router learns their values. */
  readonly cacheClaims?: readonly string[];
  /** The claim that its backend balances by; the router learns its value. */
  readonly hashClaim?: string;
}

/** All of them must hold (AND). */
export type SecurityRequirement = readonly SchemeRequirement[];

export interface SchemeRequirement {
  /** A name in `schemes`. */
  readonly scheme: string;
  /** All of them must be granted. */
  readonly scopes: readonly string[];
}
