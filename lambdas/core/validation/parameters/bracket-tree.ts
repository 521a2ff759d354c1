import type { Schema } from '../schema.ts';
import { bestOf, isOnly, scalarValue, type TextReader, textsValue } from '../text-values.ts';
import type { Pair } from './split-text.ts';

/** Values under a name and its brackets: `filter[size][gte]=5`. */
export interface BracketTree {
  readonly texts: string[];
  readonly children: Map<string, BracketTree>;
}

/** Deeper brackets count as part of the last key. */
const MAX_DEPTH = 16;

/**
 * What fields hold of an object in the style `deepObject`. OpenAPI defines one level (`name[property]`); deeper ones and lists
 * (`[]`, `[0]`, or the name again) are as common servers read them. `undefined`: no field has the name.
 */
export function bracketTree(name: string, fields: readonly Pair[]): BracketTree | undefined {
  const root = emptyTree();
  let found = false;
  for (const [field, text] of fields) {
    const keys = keysOf(name, field);
    if (keys === undefined) continue;
    found = true;
    keys.reduce(childOf, root).texts.push(text);
  }
  return found ? root : undefined;
}

export const isBracketed = (name: string, field: string): boolean => keysOf(name, field) !== undefined;

/** Keys in the brackets after the name; `undefined`: another field. */
function keysOf(name: string, field: string): readonly string[] | undefined {
  if (!field.startsWith(name)) return undefined;
  const rest = field.slice(name.length);
  if (rest === '') return [];
  if (!rest.startsWith('[') || !rest.endsWith(']')) return undefined;
  const keys = rest.slice(1, -1).split('][');
  return [...keys.slice(0, MAX_DEPTH - 1), ...(keys.length < MAX_DEPTH ? [] : [keys.slice(MAX_DEPTH - 1).join('][')])];
}

const emptyTree = (): BracketTree => ({ texts: [], children: new Map() });

function childOf(tree: BracketTree, key: string): BracketTree {
  const child = tree.children.get(key) ?? emptyTree();
  tree.children.set(key, child);
  return child;
}

const isIndex = (key: string): boolean => /^\d*$/.test(key);

/** The value that the schemas mean by it. */
export function treeValue(tree: BracketTree, schemas: readonly Schema[], reader: TextReader): unknown {
  const { texts, children } = tree;
  if (children.size === 0) return textsValue(texts, schemas, reader);
  const types = reader.schemas.types(schemas);
  const list = types.has('array') && [...children.keys()].every(isIndex) ? [listOf(tree, schemas, reader)] : [];
  const object = isOnly(types, 'array') && list.length > 0 ? [] : [objectOf(tree, schemas, reader)];
  return bestOf([...list, ...object], schemas, reader);
}

function listOf({ texts, children }: BracketTree, schemas: readonly Schema[], reader: TextReader): readonly unknown[] {
  const items = reader.schemas.items(schemas);
  const own = texts.map((text) => scalarValue(text, items, reader));
  const below = [...children].flatMap(([key, child]) =>
    key === '' && child.children.size === 0
      ? child.texts.map((text) => scalarValue(text, items, reader))
      : [treeValue(child, items, reader)],
  );
  return [...own, ...below];
}

function objectOf({ children }: BracketTree, schemas: readonly Schema[], reader: TextReader): unknown {
  return Object.fromEntries(
    [...children].map(([key, child]) => [key, treeValue(child, reader.schemas.property(schemas, key), reader)]),
  );
}
