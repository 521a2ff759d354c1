import type { CompileOptions } from '../compiler/index.ts';

/** Resources: for what is the same of a document however many the account may have. */
export const ANY_QUOTA = 100_000;

/** What the command line adds to a document. */
export interface Settings {
  readonly backend: readonly string[];
  readonly issuer?: string;
  readonly resourceQuota?: number;
}

export function compileSettings({ backend, issuer, resourceQuota }: Settings): CompileOptions {
  return {
    ...(backend.length > 0 && { backend }),
    ...(issuer !== undefined && { defaultIssuer: { issuer, audience: null } }),
    ...(resourceQuota !== undefined && { resourceQuota }),
  };
}
