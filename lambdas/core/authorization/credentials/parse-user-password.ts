import { decodeUtf8 } from './tokens/decode-strictly.ts';

export interface UserPassword {
  readonly user: string;
  readonly password: string;
}

/** Bytes; hashing more would cost the authorizer and nobody else. */
const longest = 512;

/** The user-pass of RFC 7617 section 2: UTF-8 without control characters in canonical base64, a colon after the name. */
export function parseUserPassword(token68: string): UserPassword | undefined {
  const bytes = Buffer.from(token68, 'base64');
  if (bytes.length > longest || bytes.toString('base64') !== token68) return undefined;
  const text = decodeUtf8(bytes);
  const colon = text?.indexOf(':') ?? -1;
  if (text === undefined || colon < 1 || controlCharacter.test(text)) return undefined;
  return { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

const controlCharacter = /\p{Cc}/u;
