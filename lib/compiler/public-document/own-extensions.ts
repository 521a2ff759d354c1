import { FILES_KEY } from '../references/files-key.ts';

/** What is between this document and its gateway, and nobody else's. */
export const isOwnExtension = (key: string): boolean =>
  key === 'x-gateway' || key === FILES_KEY || key.startsWith('x-amazon-');
