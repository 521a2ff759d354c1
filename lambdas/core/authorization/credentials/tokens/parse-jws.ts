import { decodeBase64Url, decodeUtf8 } from './decode-strictly.ts';
import { parseStrictObject } from './parse-strict-object.ts';

type Members = Readonly<Record<string, unknown>>;

/** A JSON Web Signature (RFC 7515) in compact form, taken apart. Nothing of it is verified yet. */
export interface ParsedJws {
  readonly header: Members & { readonly alg: string; readonly kid?: string };
  readonly payload: Buffer;
  /** What is signed. */
  readonly input: string;
  readonly signature: Buffer;
}

/**
 * Reads the one spelling that the signer can have written: padding, line ends, spare bits and duplicate members are refused,
 * so a deny-list or cache keyed by a token cannot be passed by a second spelling. `undefined`: it is none.
 */
export function parseJws(text: string): ParsedJws | undefined {
  const parts = text.split('.', 4);
  const [headerPart, payloadPart, signaturePart] = parts;
  if (parts.length !== 3 || !headerPart || payloadPart === undefined || !signaturePart) return undefined;
  const header = parseHeader(headerPart);
  const payload = decodeBase64Url(payloadPart);
  const signature = decodeBase64Url(signaturePart);
  if (!header || !payload || !signature) return undefined;
  return { header, payload, input: text.slice(0, headerPart.length + 1 + payloadPart.length), signature };
}

/** Headers by their text: all tokens that a key has signed begin alike. Bounded, for anybody can invent one. */
const headers = new Map<string, ParsedJws['header'] | undefined>();
const rememberedHeaders = 64;

function parseHeader(part: string): ParsedJws['header'] | undefined {
  if (headers.has(part)) return headers.get(part);
  if (headers.size >= rememberedHeaders) headers.clear();
  const header = readHeader(parseJsonPart(decodeBase64Url(part)));
  headers.set(part, header);
  return header;
}

function readHeader(header: Members | undefined): ParsedJws['header'] | undefined {
  if (typeof header?.alg !== 'string' || header.alg === '') return undefined;
  if ('kid' in header && typeof header.kid !== 'string') return undefined;
  return header as ParsedJws['header']; // as was just checked
}

/** The object that bytes hold as JSON in UTF-8. */
export function parseJsonPart(bytes: Buffer | undefined): Members | undefined {
  const text = bytes && decodeUtf8(bytes);
  return text === undefined ? undefined : parseStrictObject(text);
}
