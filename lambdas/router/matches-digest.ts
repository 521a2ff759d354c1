import { readContentDigest } from '../core/authorization/credentials/signatures/content-digest.ts';

/**
 * Whether content is what a signature covers: the authorizer, which has verified the signature, never sees content.
 * @param contentDigest the covered `Content-Digest` (RFC 9530); empty: the signature covers no content
 */
export function matchesDigest(contentDigest: string, body: Uint8Array = new Uint8Array()): boolean {
  if (contentDigest === '') return body.length === 0;
  const { hash } = process.getBuiltinModule('node:crypto');
  const digests = readContentDigest(contentDigest) ?? [];
  return digests.length > 0 && digests.every(([algorithm, digest]) => hash(algorithm, body, 'base64') === digest);
}
