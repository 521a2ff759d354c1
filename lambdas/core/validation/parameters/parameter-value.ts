import type { ParameterDescription } from '../operation-description.ts';
import { parseStrictJson } from '../parse-strict-json.ts';
import { bestOf, isOnly, listValue, pairsValue, scalarValue, type TextReader } from '../text-values.ts';
import { bracketTree, treeValue } from './bracket-tree.ts';
import { type Pair, type SplitText, splitText } from './split-text.ts';

/** What a request holds for a parameter. */
export type ParameterValue =
  | { readonly kind: 'absent' }
  | { readonly kind: 'present'; readonly value: unknown }
  | { readonly kind: 'faulty'; readonly detail: string };

export interface ParameterTexts {
  /** Those that stand under the parameter's own name, decoded unless `decode` is given. */
  readonly own: readonly string[];
  /** All of its place. */
  readonly all: readonly Pair[];
  /** Names of the place that belong to other parameters. */
  readonly others: ReadonlySet<string>;
  /** Undoes what the place does to texts, after they have been split. */
  readonly decode: (text: string) => string;
}

const ABSENT: ParameterValue = { kind: 'absent' };

export function parameterValue(
  description: ParameterDescription,
  texts: ParameterTexts,
  reader: TextReader,
): ParameterValue {
  const { name, style, json, allowEmptyValue, schema } = description;
  if (json) return jsonValue(texts);
  if (allowEmptyValue && texts.own.length === 1 && texts.own[0] === '') return ABSENT;
  if (style !== 'deepObject') return styledValue(description, texts, reader);
  const tree = bracketTree(name, texts.all);
  return tree === undefined ? ABSENT : present(treeValue(tree, [schema], reader));
}

function styledValue(description: ParameterDescription, texts: ParameterTexts, reader: TextReader): ParameterValue {
  const { style, explode, schema } = description;
  const { own, decode } = texts;
  const isSpread = explode && (description.in === 'query' || description.in === 'cookie');
  const types = reader.schemas.types([schema]);
  if (isSpread && types.has('object')) {
    const spread = spreadValue(description, texts, reader);
    if (spread.kind === 'present' || isOnly(types, 'object')) return spread;
  }
  if (own.length === 0) return ABSENT;
  if (isSpread) return present(spreadList(texts, description, reader));
  if (own.length > 1) return givenTwice(own.length);
  const split = splitText(own[0] ?? '', description);
  if (split === undefined) return { kind: 'faulty', detail: `must be in the style ${style}` };
  return present(bestOf(candidates(decoded(split, decode), description, reader), [schema], reader));
}

const givenTwice = (times: number): ParameterValue => ({
  kind: 'faulty',
  detail: `must be given once, is given ${times} times`,
});

const present = (value: unknown): ParameterValue => ({ kind: 'present', value });

function jsonValue({ own, decode }: ParameterTexts): ParameterValue {
  if (own.length === 0) return ABSENT;
  if (own.length > 1) return givenTwice(own.length);
  const parsed = parseStrictJson(decode(own[0] ?? ''));
  return parsed.kind === 'parsed' ? present(parsed.value) : parsed;
}

/** An object whose properties are parameters of their own; which ones, its schema says. */
function spreadValue(
  { schema }: ParameterDescription,
  { all, others, decode }: ParameterTexts,
  reader: TextReader,
): ParameterValue {
  const names = reader.schemas.names([schema]);
  const isOwn = (name: string) =>
    names.has(name) || (!others.has(name) && reader.schemas.property([schema], name).some(isObject));
  const pairs = all.filter(([name]) => isOwn(name)).map(([name, text]): Pair => [name, decode(text)]);
  return pairs.length === 0 ? ABSENT : present(pairsValue(pairs, [schema], reader));
}

const isObject = (value: unknown): boolean => typeof value === 'object';

/** `?id=1&id=2`: each is an item, and a single one may be all of the value. */
function spreadList({ own, decode }: ParameterTexts, { schema }: ParameterDescription, reader: TextReader): unknown {
  const texts = own.map(decode);
  const whole = texts.length === 1 ? [scalarValue(texts[0] ?? '', [schema], reader)] : [];
  const types = reader.schemas.types([schema]);
  if (!types.has('array') && texts.length === 1) return whole[0];
  const lists = [listValue(texts, [schema], reader), ...(texts.length === 1 && texts[0] === '' ? [[]] : [])];
  // A single text is all of an array only where it is JSON.
  const isWhole = !isOnly(types, 'array') || Array.isArray(whole[0]);
  return bestOf(isWhole ? [...whole, ...lists] : lists, [schema], reader);
}

function decoded({ whole, list, pairs }: SplitText, decode: (text: string) => string): SplitText {
  return {
    whole: decode(whole),
    list: list.map(decode),
    pairs: pairs.map(([name, text]) => [decode(name), decode(text)]),
  };
}

/** Every way to take the text that the schema allows, the likeliest first. */
function candidates(
  { whole, list, pairs }: SplitText,
  { schema }: ParameterDescription,
  reader: TextReader,
): readonly unknown[] {
  const types = reader.schemas.types([schema]);
  const isComposed = types.has('array') || types.has('object');
  const isScalar = !isComposed || [...types].some((type) => type !== 'array' && type !== 'object');
  return [
    ...(types.has('array') ? [listValue(list, [schema], reader)] : []),
    ...(types.has('object') ? [pairsValue(pairs, [schema], reader)] : []),
    ...(isScalar ? [scalarValue(whole, [schema], reader)] : []),
    // `?ids=` may mean no item or an empty one.
    ...(types.has('array') && whole === '' ? [listValue([''], [schema], reader)] : []),
  ];
}
