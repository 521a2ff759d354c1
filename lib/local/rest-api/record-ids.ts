import { createHash } from 'node:crypto';

/** Characters [a-z0-9], always the same for the same names: ten for the root resource, six for the parts of an API. */
export function recordId(length: number, ...names: readonly string[]): string {
  const digest = createHash('sha256').update(names.join('')).digest();
  return digest.readUIntBE(0, 6).toString(36).padStart(length, '0').slice(-length);
}

export function resourceId(apiId: string, path: string): string {
  return recordId(path === '/' ? 10 : 6, apiId, path);
}
