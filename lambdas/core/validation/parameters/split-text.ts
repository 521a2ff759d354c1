import type { ParameterDescription } from '../operation-description.ts';

export type Pair = readonly [name: string, text: string];

/** The ways in which the text of one parameter can be taken. */
export interface SplitText {
  /** As a whole. */
  readonly whole: string;
  readonly list: readonly string[];
  readonly pairs: readonly Pair[];
}

type Description = Pick<ParameterDescription, 'name' | 'style' | 'explode'>;

/** Takes one text apart by its style (OpenAPI 3.1, section 4.8.12.3; RFC 6570). `undefined`: it is not of that style. */
export function splitText(text: string, { name, style, explode }: Description): SplitText | undefined {
  switch (style) {
    case 'label': {
      if (!text.startsWith('.')) return undefined;
      const rest = text.slice(1);
      // OpenAPI before 3.0.4 showed dots also for lists that are not exploded.
      return parts(rest, explode || !rest.includes(',') ? '.' : ',', explode);
    }
    case 'matrix':
      return matrix(text, name, explode);
    case 'spaceDelimited':
      return parts(text, ' ', false);
    case 'pipeDelimited':
      return parts(text, '|', false);
    default:
      return parts(text, ',', explode && style === 'simple');
  }
}

function parts(whole: string, separator: string, explode: boolean): SplitText {
  const list = whole === '' ? [] : whole.split(separator);
  return { whole, list, pairs: explode ? list.map(assignment) : alternating(list) };
}

/** `;color=blue,black`, exploded `;color=blue;color=black`; of an object, exploded, `;R=100;G=200`. */
function matrix(text: string, name: string, explode: boolean): SplitText | undefined {
  if (!text.startsWith(';')) return undefined;
  const assigned = text.slice(1).split(';').map(assignment);
  const own = assigned.filter(([key]) => key === name).map(([, value]) => value);
  if (explode) return { whole: own[0] ?? '', list: own, pairs: assigned };
  return own.length === 1 && assigned.length === 1 ? parts(own[0] ?? '', ',', false) : undefined;
}

function assignment(text: string): Pair {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

const alternating = (list: readonly string[]): readonly Pair[] =>
  list.flatMap((name, index): readonly Pair[] => (index % 2 === 0 ? [[name, list[index + 1] ?? '']] : []));
