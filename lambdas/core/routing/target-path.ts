import { remembered } from '../remembered.ts';
import { parsePath } from './parse-path.ts';
import { templateParts } from './template-parts.ts';

/**
 * The path sent to the target: the template with the values that were decided on, so that no second spelling reaches it.
 * `undefined` where values join to something unsafe (`{a}{b}` with two dots). The slashes of a greedy variable's value
 * are slashes to the target, too; none in it was encoded, for such a path matches nothing.
 */
export function targetPath(template: string, pathParameters: Readonly<Record<string, string>>): string | undefined {
  const { texts, names, isSafe } = targetTemplate(template);
  let path = texts[0] ?? '';
  let plain = isSafe;
  for (const [index, name] of names.entries()) {
    const value = pathParameters[name] ?? '';
    if (!PLAIN.test(value)) plain = false;
    path += normalizeValue(value) + texts[index + 1];
  }
  return plain || parsePath(path).kind === 'parsed' ? path : undefined;
}

interface TargetTemplate {
  readonly texts: readonly string[];
  readonly names: readonly string[];
  /** Whether it is safe with plain values, whichever they are. */
  readonly isSafe: boolean;
}

const targetTemplate = remembered(new Map<string, TargetTemplate>(), (template) => {
  const parts = templateParts(template);
  const texts = parts.filter((_, index) => index % 2 === 0).map(normalizeText);
  const names = parts.filter((_, index) => index % 2 === 1);
  return { texts, names, isSafe: parsePath(texts.join('a')).kind === 'parsed' };
});

/** Nothing in it separates, begins an escape or joins to a dot segment. */
const PLAIN = /^[A-Za-z0-9_~-]+$/;

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
