/** What the last character of a base64url text may be, by how many are left over after groups of four: no spare bit is set. */
const lastCharacters: readonly [undefined, ...string[]] = [undefined, '', 'AQgw', 'AEIMQUYcgkosw048'];

/**
 * Node's decoder is lax: it skips foreign characters, which leaves fewer bytes than a text of that length holds, takes both
 * alphabets, and drops spare bits. Only what an encoder writes counts. (Encoding again and comparing takes twice as long.)
 */
export function decodeBase64Url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== Math.floor((text.length * 3) / 4) || text.includes('+') || text.includes('/')) return undefined;
  const last = lastCharacters[text.length % 4];
  return last === undefined || last.indexOf(text.charAt(text.length - 1)) >= (last === '' ? 1 : 0) ? bytes : undefined;
}

/** Node writes U+FFFD for bytes that are not UTF-8, which then do not come back. */
export function decodeUtf8(bytes: Buffer): string | undefined {
  const text = bytes.toString('utf8');
  return text.includes('\uFFFD') && !Buffer.from(text, 'utf8').equals(bytes) ? undefined : text;
}
