/** RFC 9110 section 8.3.1. */
export interface MediaType {
  /** Lower case, `type/subtype`. */
  readonly essence: string;
  /** Names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const ESSENCE = new RegExp(`^\\s*(${TOKEN}/${TOKEN})\\s*(?=;|$)`);
const PARAMETER = new RegExp(`\\s*;\\s*(?:(${TOKEN})=(?:(${TOKEN})|"((?:[^"\\\\]|\\\\.)*)"))?\\s*`, 'y');

/** `undefined`: that is no media type. */
export function parseMediaType(text: string): MediaType | undefined {
  const start = ESSENCE.exec(text);
  if (start === null) return undefined;
  const parameters = parseParameters(text, start[0].length);
  return parameters && { essence: (start[1] ?? '').toLowerCase(), parameters };
}

/** `; name=value; name="value"` to the end of a field's text. `undefined`: something else is there. */
export function parseParameters(text: string, from: number): ReadonlyMap<string, string> | undefined {
  const parameters = new Map<string, string>();
  PARAMETER.lastIndex = from;
  while (PARAMETER.lastIndex < text.length) {
    const found = PARAMETER.exec(text);
    if (found === null) return undefined;
    const [, name, token, quoted] = found;
    const value = token ?? quoted?.replaceAll(/\\(.)/g, '$1');
    if (name !== undefined && value !== undefined) parameters.set(name.toLowerCase(), value);
  }
  return parameters;
}

/**
 * The most specific of the types and ranges that a media type is one of: equal parameters before none, the type before
 * `type/*` and that before any (as RFC 9110 section 12.5.1 has it for `Accept`).
 */
export function mostSpecific<T extends { readonly type: string }>(
  candidates: readonly T[],
  { essence, parameters }: MediaType,
): T | undefined {
  const [main = ''] = essence.split('/');
  let best: { readonly candidate: T; readonly rank: number } | undefined;
  for (const candidate of candidates) {
    const range = parseMediaType(candidate.type);
    if (range === undefined) continue;
    const depth = [essence, `${main}/*`, '*/*'].indexOf(range.essence);
    const isOne =
      depth >= 0 && [...range.parameters].every(([name, value]) => sameParameter(parameters.get(name), value));
    const rank = range.parameters.size - depth * 100;
    if (isOne && (best === undefined || rank > best.rank)) best = { candidate, rank };
  }
  return best?.candidate;
}

const sameParameter = (found: string | undefined, wanted: string): boolean =>
  found?.toLowerCase() === wanted.toLowerCase();

/** RFC 6839 section 3.1: a subtype that ends in `+json` is JSON. */
export const isJson = (essence: string): boolean => /^(?:application|text)\/json$|\+json$/.test(essence);
