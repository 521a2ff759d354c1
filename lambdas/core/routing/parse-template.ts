/** A path template as the matcher needs it: names apart from shape, so that `/a/{x}` and `/a/{y}` are one branch. */
export interface PathTemplate {
  readonly segments: readonly TemplateSegment[];
  /** Variable names in the order their values are found. */
  readonly names: readonly string[];
}

export type TemplateSegment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'variable' }
  /** `{name+}`: all that is left of the path, one segment or more. */
  | { readonly kind: 'greedy' }
  /** Variables between literals: `texts[0] {} texts[1] {} … texts[n]`; first and last may be empty. */
  | { readonly kind: 'mixed'; readonly texts: readonly string[] };

const VARIABLE = /\{([^{}]*)\}/;
const GREEDY = /^\{([^{}]+)\+\}$/;

/**
 * Variables side by side (`{id}{extension}`): where one ends and the next begins, no request shows. They match as one,
 * and the first has the whole value.
 */
const NEIGHBOURS = /(\{[^{}]*\})(?:\{[^{}]*\})+/g;

/** Literals are compared decoded, so they are kept decoded. A trailing slash is ignored, as in requests. */
export function parseTemplate(path: string): PathTemplate {
  const inner = path.slice(1, path.length > 1 && path.endsWith('/') ? -1 : undefined);
  if (inner === '') return { segments: [], names: [] };
  const names: string[] = [];
  const segments = inner.split('/').map((segment): TemplateSegment => {
    if (!segment.includes('{')) return { kind: 'literal', text: decodeLiteral(segment) };
    const [, greedy] = GREEDY.exec(segment) ?? [];
    if (greedy !== undefined) {
      names.push(greedy);
      return { kind: 'greedy' };
    }
    // Splitting by a pattern with one group alternates texts and names.
    const parts = segment.replaceAll(NEIGHBOURS, '$1').split(VARIABLE);
    names.push(...parts.filter((_, index) => index % 2 === 1));
    const texts = parts.filter((_, index) => index % 2 === 0).map(decodeLiteral);
    if (texts.length === 1) return { kind: 'literal', text: texts[0] ?? '' };
    return texts.every((text) => text === '') && texts.length === 2 ? { kind: 'variable' } : { kind: 'mixed', texts };
  });
  return { segments, names };
}

/** Templates are seldom encoded; a stray `%` in one means itself. */
function decodeLiteral(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
