/**
 * What the state table knows of tokens that ended early: one row for a token or for all that a subject was given before an
 * instant, and one that says whether there is any such row, which is all that is read while there is none.
 */

/** Partition key of the row whose `ttl` (seconds since the epoch) is the last one of all revocations. */
export const revocationsRow = 'revoked#latest';

/** @param issuer, @param jti lower-case hex of their SHA-256 */
export const revokedTokenRow = (issuer: string, jti: string): string => `revoked#jti#${issuer}#${jti}`;

/** Its attribute `before` is in seconds since the epoch. */
export const revokedSubjectRow = (issuer: string, subject: string): string => `revoked#sub#${issuer}#${subject}`;

/** Milliseconds in which a revocation reaches every instance. */
export const revocationDelay = 10_000;

/** What is known of a token's revocation. */
export interface Revoked {
  readonly token: boolean;
  /** Seconds since the epoch; tokens issued earlier, or at an unknown time, do not count. */
  readonly before: number | undefined;
}

export function isRevokedBy({ token, before }: Revoked, iat: unknown): boolean {
  return token || (before !== undefined && !(typeof iat === 'number' && iat >= before));
}
