/** What a token is bound to (RFC 7800 `cnf`), as far as it can be checked here; `undefined`: not all of it can. */
export interface Confirmation {
  /** Thumbprint of the key that DPoP proofs are signed with (RFC 9449 section 6.1). */
  readonly jkt?: string;
  /** SHA-256 of the client's certificate (RFC 8705 section 3.1). */
  readonly 'x5t#S256'?: string;
}

export function readConfirmation(cnf: unknown): Confirmation | undefined {
  if (typeof cnf !== 'object' || cnf === null || Array.isArray(cnf)) return undefined;
  const members = Object.entries(cnf);
  const isKnown = members.every(
    ([name, value]) => (name === 'jkt' || name === 'x5t#S256') && typeof value === 'string' && value !== '',
  );
  return isKnown && members.length > 0 ? cnf : undefined;
}
