import type { RefusalReason } from './refusal-reason.ts';

/** What one scheme makes of the request's credentials. */
export type Credential =
  | { readonly kind: 'verified'; readonly identity: Identity }
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

/** Who is calling, as far as one scheme has verified it. */
export interface Identity {
  /** Who vouches for the subject: the token's `iss`, the certificate's issuer, or the scheme's name. */
  readonly issuer: string;
  readonly subject: string;
  readonly scopes: readonly string[];
  /** Verified, for headers to targets and for what the router caches and balances by. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** Milliseconds since the epoch; bounds what may be cached. Absent: not known to end. */
  readonly expiresAt?: number;
  readonly planKey?: PlanKey;
  /**
   * The `Content-Digest` (RFC 9530) that a signature covers: the router, which alone sees the content, must find content that
   * matches it. Empty: the signature covers no content, and none may come. Absent: the scheme says nothing of content.
   */
  readonly contentDigest?: string;
}

/** The API key of a usage plan that came with the request. */
export interface PlanKey {
  /** As sent; what API Gateway takes as `usageIdentifierKey`. Never logged, never in a context. */
  readonly value: string;
  /** API Gateway's id of the key. */
  readonly id: string;
  readonly consumer: string;
  readonly plan: string;
  /** Ids of the operations it may call; absent: all. */
  readonly operations?: readonly string[];
}
