import type { RefusalReason } from '../../refusal-reason.ts';
import { parseStrictObject } from './parse-strict-object.ts';

/** What a token says of itself. Nothing here is verified yet. */
export interface ParsedToken {
  readonly text: string;
  readonly algorithm: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

export type TokenParse =
  | { readonly kind: 'parsed'; readonly token: ParsedToken }
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

/** Characters. API Gateway ends all headers of a request at 10,240 bytes. */
const maxTokenLength = 8192;

/** `typ` of access tokens (RFC 9068 section 2.1, RFC 8725 section 3.11); a DPoP proof or logout token has another. */
const acceptedTypes: readonly string[] = ['jwt', 'at+jwt', 'application/at+jwt'];

/**
 * Reads a JWT in JWS compact form, in the one spelling its issuer can have written: padding, line ends, spare bits and
 * duplicate members are refused, so a deny-list or cache keyed by a token cannot be passed by a second spelling.
 */
export function parseToken(text: string): TokenParse {
  if (text.length > maxTokenLength) return refuse('token-too-large');
  const parts = text.split('.', 4);
  const [headerPart, payloadPart, signature] = parts;
  if (parts.length !== 3 || !headerPart || !payloadPart || !signature) return refuse('token-malformed');
  const header = decodeObject(headerPart);
  const claims = decodeObject(payloadPart);
  if (!header || !claims || !decodeBase64Url(signature)) return refuse('token-malformed');
  const reason = refuseHeader(header);
  if (reason) return refuse(reason);
  if (typeof header.alg !== 'string') return refuse('token-malformed');
  return { kind: 'parsed', token: { text, algorithm: header.alg, claims } };
}

function refuseHeader(header: Readonly<Record<string, unknown>>): RefusalReason | undefined {
  // No extension is understood here, and RFC 7515 section 4.1.11 then demands refusal.
  if ('crit' in header) return 'critical-extension';
  if ('kid' in header && typeof header.kid !== 'string') return 'token-malformed';
  if (!('typ' in header)) return undefined;
  const { typ } = header;
  return typeof typ === 'string' && acceptedTypes.includes(typ.toLowerCase()) ? undefined : 'token-type-refused';
}

function decodeObject(part: string): Readonly<Record<string, unknown>> | undefined {
  const bytes = decodeBase64Url(part);
  if (!bytes) return undefined;
  const text = bytes.toString('utf8');
  // Node writes U+FFFD for bytes that are not UTF-8, which then do not come back.
  return Buffer.from(text, 'utf8').equals(bytes) ? parseStrictObject(text) : undefined;
}

/** Node's decoder is lax (it skips foreign characters, takes both alphabets): only what it would write itself counts. */
function decodeBase64Url(part: string): Buffer | undefined {
  const bytes = Buffer.from(part, 'base64url');
  return bytes.toString('base64url') === part ? bytes : undefined;
}

function refuse(reason: RefusalReason): TokenParse {
  return { kind: 'refused', reason };
}
