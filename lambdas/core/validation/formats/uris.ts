/** RFC 3986; an IRI (RFC 3987) may hold other letters as they are. */
import { isIpv6 } from './hosts.ts';

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const ESCAPES = /%(?![0-9a-f]{2})/i;
const NOT_IN_URI = /[^a-z0-9\-._~:/?#[\]@!$&'()*+,;=%]/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const NOT_IN_IRI = /[\u0000-\u0020"<>\\^`{|}\u007f-\u009f]/;
const AUTHORITY = /^(?:[^@[\]]*@)?(\[[^[\]]*\]|[^@:[\]]*)(?::\d*)?$/;

/** A reference, with or without scheme. */
function isReference(text: string, forbidden: RegExp): boolean {
  if (forbidden.test(text) || ESCAPES.test(text)) return false;
  const [beforeFragment = '', fragment = '', ...more] = text.split('#');
  if (more.length > 0 || /[[\]]/.test(fragment)) return false;
  const rest = beforeFragment.replace(SCHEME, '');
  if (rest === beforeFragment && /^[^/?]*:/.test(rest)) return false;
  const [, authority] = /^\/\/([^/?]*)/.exec(rest) ?? [];
  if (authority === undefined) return !/[[\]]/.test(rest);
  const host = AUTHORITY.exec(authority)?.[1];
  if (host === undefined || /[[\]]/.test(rest.slice(authority.length + 2))) return false;
  return !host.startsWith('[') || isIpv6(host.slice(1, -1)) || /^\[v[0-9a-f]+\.[^[\]]+\]$/i.test(host);
}

export const isUriReference = (text: string): boolean => isReference(text, NOT_IN_URI);
export const isIriReference = (text: string): boolean => isReference(text, NOT_IN_IRI);
export const isUri = (text: string): boolean => SCHEME.test(text) && isUriReference(text);
export const isIri = (text: string): boolean => SCHEME.test(text) && isIriReference(text);

const VARIABLE = '(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})+(?:\\.(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})+)*(?::[1-9]\\d{0,3}|\\*)?';
const EXPRESSION = new RegExp(`\\{[+#./;?&=,!@|]?${VARIABLE}(?:,${VARIABLE})*\\}`, 'g');
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const NOT_IN_LITERAL = /[\u0000-\u0020"<>\\^`{|}\u007f]/;

/** RFC 6570 section 2. */
export function isUriTemplate(text: string): boolean {
  const literals = text.replaceAll(EXPRESSION, '');
  return !NOT_IN_LITERAL.test(literals) && !ESCAPES.test(literals);
}
