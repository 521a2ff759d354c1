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
  const parsed = inner.split('/').map(parseSegment);
  return { segments: parsed.map(({ segment }) => segment), names: parsed.flatMap(({ names }) => names) };
}

export interface ParsedSegment {
  readonly segment: TemplateSegment;
  readonly names: readonly string[];
}

const NO_NAMES: readonly string[] = [];

export function parseSegment(text: string): ParsedSegment {
  if (!text.includes('{')) return { segment: { kind: 'literal', text: decodeLiteral(text) }, names: NO_NAMES };
  const [, greedy] = GREEDY.exec(text) ?? [];
  if (greedy !== undefined) return { segment: { kind: 'greedy' }, names: [greedy] };
  // Splitting by a pattern with one group alternates texts and names.
  const parts = text.replaceAll(NEIGHBOURS, '$1').split(VARIABLE);
  const names = parts.filter((_, index) => index % 2 === 1);
  const texts = parts.filter((_, index) => index % 2 === 0).map(decodeLiteral);
  if (texts.length === 1) return { segment: { kind: 'literal', text: texts[0] ?? '' }, names };
  const isWhole = texts.length === 2 && texts.every((each) => each === '');
  return { segment: isWhole ? { kind: 'variable' } : { kind: 'mixed', texts }, names };
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
