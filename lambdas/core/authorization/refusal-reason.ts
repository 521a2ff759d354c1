/** Why a credential does not count. A closed list: logs and metrics hold these words and nothing of the token. */
export type RefusalReason =
  // the Authorization field
  | 'credential-absent'
  | 'credential-repeated'
  | 'credential-not-bearer'
  // the token's form
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
  | 'sender-constrained'
  | 'claim-refused'
  // its signature
  | 'key-unknown'
  | 'key-ambiguous'
  | 'key-unusable'
  | 'signature-invalid';
