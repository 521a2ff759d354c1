import { createHash } from 'node:crypto';

/** Which credentials of a scheme somebody holds: what no row of a credential says, for each is found by its own hash. */
export interface Holder {
  readonly kind: CredentialKind;
  /** Partition keys of their rows, the current one last. */
  readonly rows: readonly string[];
}

export type CredentialKind = 'basic' | 'key' | 'signature';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const holderRow = (scheme: string, subject: string): string => `holder#${scheme}#${sha256(subject)}`;
