import { parsePath } from './parse-path.ts';

/**
 * The path sent to the target: the template with the values that were decided on, so that no second spelling reaches it.
 * `undefined` where values join to something unsafe (`{a}{b}` with two dots). The slashes of a greedy variable's value
 * are slashes to the target, too; none in it was encoded, for such a path matches nothing.
 */
export function targetPath(template: string, pathParameters: Readonly<Record<string, string>>): string | undefined {
  const path = template.replaceAll(/\{([^{}]+?)\+?\}|([^{}]+)/g, (_, name?: string, text?: string) =>
    name === undefined ? normalizeText(text ?? '') : normalizeValue(pathParameters[name] ?? ''),
  );
  return parsePath(path).kind === 'parsed' ? path : undefined;
}

const UNRESERVED = /^[A-Za-z0-9._~-]$/;
/** Most values and texts are: they stay as they are, for a tenth of the time. */
const ALL_UNRESERVED = /^[A-Za-z0-9._~/-]*$/;

/**
 * One spelling per meaning: unreserved characters bare, hexadecimal digits upper case, what a path cannot hold encoded.
 * Other characters stay as the client sent them (`1,2` and `1%2C2` differ, RFC 3986 section 2.2), but not `;`:
 * servlet containers cut it off together with what follows, which makes another path of it.
 */
function normalizeValue(text: string): string {
  if (ALL_UNRESERVED.test(text)) return text;
  return text.replaceAll(/%([0-9A-Fa-f]{2})|[^A-Za-z0-9._~!$&'()*+,=:@/%-]+/g, (found, hex?: string) => {
    if (hex === undefined) return encodeURIComponent(found.toWellFormed());
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return UNRESERVED.test(character) ? character : found.toUpperCase();
  });
}

/** The document's own text: only what a path cannot hold is encoded, as is a `%` that begins nothing. */
function normalizeText(text: string): string {
  if (ALL_UNRESERVED.test(text)) return text;
  return text.replaceAll(/%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9._~!$&'()*+,;=:@/%-]+/g, (found) =>
    encodeURIComponent(found.toWellFormed()),
  );
}
