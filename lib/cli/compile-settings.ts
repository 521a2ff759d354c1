import type { CompileOptions } from '../compiler/index.ts';

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
