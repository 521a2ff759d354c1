/** Steps that a backtracking matcher may take at worst, roughly, for a text of that length. */
export function patternCost(pattern: string, length: number): number {
  const { repeats, nested, anchored } = shapeOf(pattern);
  if (nested) return 2 ** Math.min(length, 64);
  return Math.max(length, 1) ** (repeats + (anchored ? 0 : 1));
}

interface Shape {
  /** Parts that may match more or less of the text. */
  repeats: number;
  /** A repetition of something that repeats or chooses: the ways to share the text out may double with each character. */
  nested: boolean;
  /** Tried from the start of the text only. */
  readonly anchored: boolean;
}

interface Group {
  varies: boolean;
}

const known = new Map<string, Shape>();

function shapeOf(pattern: string): Shape {
  const shape = known.get(pattern) ?? analyse(pattern);
  known.set(pattern, shape);
  return shape;
}

/** An escape, a class, an opening or closing bracket, a choice, a quantifier, or any other character. */
const TOKEN =
  /\\(?:[pPu]\{[^}]*\}|.)|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?|\)|\||(?:[*+?]|\{\d+(?:,\d*)?\})\??|./gs;

/** Counts up to this one add nothing to the cost that matters. */
const FEW = 8;

function analyse(pattern: string): Shape {
  const shape: Shape = { repeats: 0, nested: false, anchored: /^\^(?!.*\|)/s.test(pattern) };
  const groups: Group[] = [{ varies: false }];
  let last: Group = { varies: false };
  for (const [token] of pattern.matchAll(TOKEN)) {
    const group = groups.at(-1) ?? last;
    if (token.startsWith('(')) groups.push({ varies: false });
    else if (token === ')') {
      last = groups.pop() ?? last;
      const outer = groups.at(-1);
      if (outer !== undefined) outer.varies ||= last.varies;
    } else if (token === '|') group.varies = true;
    else if (/^(?:[*+?]|\{\d)/.test(token)) {
      applyQuantifier(token, { shape, group, last });
      last = { varies: false };
    } else last = { varies: false };
  }
  return shape;
}

function applyQuantifier(token: string, { shape, group, last }: { shape: Shape; group: Group; last: Group }): void {
  const [least, most] = timesOf(token);
  if (most > 1 && last.varies) shape.nested = true;
  if (least === most) return;
  group.varies = true;
  if (most > FEW) shape.repeats++;
}

function timesOf(token: string): readonly [least: number, most: number] {
  const [, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(token) ?? [];
  if (least === undefined) return [token.startsWith('+') ? 1 : 0, token.startsWith('?') ? 1 : Number.POSITIVE_INFINITY];
  if (comma === '') return [Number(least), Number(least)];
  return [Number(least), most === '' ? Number.POSITIVE_INFINITY : Number(most)];
}
