import { readContentDigest } from '../core/authorization/credentials/signatures/content-digest.ts';
import { nodeCrypto } from './node-crypto.ts';

/**
 * Whether content is what a signature covers (`Identity.contentDigest`): all digests of it that can be checked must match, and
 * where none is covered, there must be no content.
 */
export function matchesDigest(content: Uint8Array | undefined, contentDigest: string): boolean {
  const bytes = content ?? new Uint8Array();
  if (contentDigest === '') return bytes.byteLength === 0;
  const digests = readContentDigest(contentDigest) ?? [];
  return (
    digests.length > 0 &&
    digests.every(([algorithm, digest]) => nodeCrypto().hash(algorithm, bytes, 'base64') === digest)
  );
}
