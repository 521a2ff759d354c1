import type { RefusalReason } from '../../refusal-reason.ts';
import { type ParsedJws, parseJsonPart, parseJws } from './parse-jws.ts';

/** What a token says of itself. Nothing here is verified yet. */
export interface ParsedToken extends ParsedJws {
  readonly claims: Readonly<Record<string, unknown>>;
}

export type TokenParse =
  | { readonly kind: 'parsed'; readonly token: ParsedToken }
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

/** Characters. API Gateway ends all headers of a request at 10,240 bytes. */
export const maxTokenLength = 8192;

/** `typ` of access tokens (RFC 9068 section 2.1, RFC 8725 section 3.11); a DPoP proof or logout token has another. */
const accessTokenTypes: readonly string[] = ['at+jwt', 'application/at+jwt'];
const acceptedTypes: readonly string[] = ['jwt', ...accessTokenTypes];

/**
 * Reads a JWT in JWS compact form (RFC 7519 section 7.2), in one spelling.
 * @param requireAtJwt whether it must say that it is an access token (RFC 9068)
 */
export function parseToken(text: string, requireAtJwt = false): TokenParse {
  if (text.length > maxTokenLength) return refuse('token-too-large');
  const jws = parseJws(text);
  const claims = jws && parseJsonPart(jws.payload);
  if (!claims) return refuse('token-malformed');
  const reason = refuseHeader(jws.header, requireAtJwt ? accessTokenTypes : acceptedTypes);
  return reason ? refuse(reason) : { kind: 'parsed', token: { ...jws, claims } };
}

function refuseHeader(header: ParsedJws['header'], types: readonly string[]): RefusalReason | undefined {
  // No extension is understood here, and RFC 7515 section 4.1.11 then demands refusal.
  if ('crit' in header) return 'critical-extension';
  if (!('typ' in header) && types === acceptedTypes) return undefined;
  const { typ } = header;
  return typeof typ === 'string' && types.includes(typ.toLowerCase()) ? undefined : 'token-type-refused';
}

function refuse(reason: RefusalReason): TokenParse {
  return { kind: 'refused', reason };
}
