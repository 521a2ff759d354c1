import type { PatternTest } from './check.ts';
import { parseStrictJson } from './parse-strict-json.ts';
import type { Schema, TypeName } from './schema.ts';
import type { SchemaReader } from './schema-reader.ts';

/** Makes values out of texts: a query or a form knows no numbers. */
export interface TextReader {
  readonly schemas: SchemaReader;
  readonly matches: PatternTest;
}

/** The grammar of JSON: what a program would read otherwise (`007`, `+5`, `0x10`) stays a text. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A text as the value that the schemas mean, or the text itself. */
export function scalarValue(text: string, schemas: readonly Schema[], reader: TextReader): unknown {
  return bestOf(scalarCandidates(text, reader.schemas.types(schemas)), schemas, reader);
}

/** A list of texts, each by the schemas of the items. */
export function listValue(
  texts: readonly string[],
  schemas: readonly Schema[],
  reader: TextReader,
): readonly unknown[] {
  const items = reader.schemas.items(schemas);
  return texts.map((text) => scalarValue(text, items, reader));
}

/** Names and texts, each by the schemas of its property; a name that comes twice is a list. */
export function pairsValue(
  pairs: readonly (readonly [name: string, text: string])[],
  schemas: readonly Schema[],
  reader: TextReader,
): unknown {
  const byName = Map.groupBy(pairs, ([name]) => name);
  return Object.fromEntries(
    [...byName].map(([name, found]) => {
      const own = reader.schemas.property(schemas, name);
      return [
        name,
        textsValue(
          found.map(([, text]) => text),
          own,
          reader,
        ),
      ];
    }),
  );
}

/** Texts of one name: a list where the schemas mean one or there are several, else what the only one means. */
export function textsValue(texts: readonly string[], schemas: readonly Schema[], reader: TextReader): unknown {
  const [only, ...more] = texts;
  const types = reader.schemas.types(schemas);
  const list = types.has('array') || only === undefined || more.length > 0 ? [listValue(texts, schemas, reader)] : [];
  const scalar =
    only !== undefined && more.length === 0 && !isOnly(types, 'array') ? [scalarValue(only, schemas, reader)] : [];
  return bestOf([...scalar, ...list], schemas, reader);
}

/** The first that fits, or else the first. */
export function bestOf(
  candidates: readonly unknown[],
  schemas: readonly Schema[],
  { schemas: reader, matches }: TextReader,
): unknown {
  if (candidates.length < 2) return candidates[0];
  const fitting = candidates.find((value) => schemas.some((schema) => reader.fits(schema, value, matches)));
  return fitting === undefined ? candidates[0] : fitting;
}

export const isOnly = (types: ReadonlySet<TypeName>, type: TypeName): boolean => types.size === 1 && types.has(type);

function scalarCandidates(text: string, types: ReadonlySet<TypeName>): readonly unknown[] {
  const candidates: unknown[] = [];
  // How an object stands in a query, OpenAPI leaves open: JSON is common.
  const nested = types.has('object') || types.has('array') ? parseStrictJson(text) : undefined;
  if (nested?.kind === 'parsed' && typeof nested.value === 'object') candidates.push(nested.value);
  if ((types.has('integer') || types.has('number')) && NUMBER.test(text)) candidates.push(Number(text));
  if (types.has('boolean') && (text === 'true' || text === 'false')) candidates.push(text === 'true');
  if (types.has('null') && (text === 'null' || text === '')) candidates.push(null);
  if (candidates.length === 0 || types.has('string')) candidates.push(text);
  return candidates;
}
