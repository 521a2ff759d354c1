import { parseDictionary } from '../../../caching/structured-fields.ts';

/** RFC 9530 section 5; the other algorithms of its registry are insecure. */
export type DigestAlgorithm = 'sha256' | 'sha512';

const algorithms: ReadonlyMap<string, DigestAlgorithm> = new Map([
  ['sha-256', 'sha256'],
  ['sha-512', 'sha512'],
]);

/**
 * The digests of a `Content-Digest` that can be checked, in base64; `undefined` where none can. Others beside them say nothing
 * more.
 */
export function readContentDigest(field: string): readonly (readonly [DigestAlgorithm, string])[] | undefined {
  const digests = [...(parseDictionary(field) ?? [])].flatMap(([name, item]) => {
    const algorithm = algorithms.get(name);
    return algorithm !== undefined && item.kind === 'bytes' ? [[algorithm, item.value] as const] : [];
  });
  return digests.length === 0 ? undefined : digests;
}
