/** Why a credential does not count. A closed list: logs and metrics hold these words and nothing of the credential. */
export type RefusalReason =
  // where it should be
  | 'credential-absent'
  | 'credential-repeated'
  | 'credential-malformed'
  | 'credential-of-another-scheme'
  // a token's form
  | 'token-too-large'
  | 'token-malformed'
  | 'token-type-refused'
  | 'critical-extension'
  | 'algorithm-refused'
  // its claims
  | 'issuer-mismatch'
  | 'audience-mismatch'
  | 'expiry-missing'
  | 'expired'
  | 'not-yet-valid'
  | 'lifetime-too-long'
  | 'subject-missing'
  | 'scopes-malformed'
  | 'not-an-access-token'
  | 'claim-refused'
  // who holds it
  | 'sender-constrained'
  | 'not-sender-constrained'
  | 'proof-absent'
  | 'proof-malformed'
  | 'proof-mismatch'
  | 'certificate-mismatch'
  | 'replayed'
  // its signature
  | 'key-unknown'
  | 'key-ambiguous'
  | 'signature-invalid'
  // what a message signature covers
  | 'signature-malformed'
  | 'signature-ambiguous'
  | 'component-missing'
  | 'component-unsupported'
  // what the table or the issuer says of it
  | 'credential-unknown'
  | 'revoked'
  | 'token-inactive'
  | 'too-many-unknown-tokens';
