import type { Schema, SchemaMap, SchemaObject, TypeName } from '../../../../lambdas/core/validation/schema.ts';
import { typesOf } from './compare-types.ts';
import { dereferenced } from './plain-schema.ts';

/** Compositions of more parts lead back to themselves. */
const MAX_PARTS = 200;

/**
 * A schema and the parts of its `allOf` as one schema without `allOf`; `undefined` where that would change its meaning
 * (`additionalProperties` sees the properties of its own part only) or needs more than putting keywords together.
 */
export function flattened(
  schema: SchemaObject,
  definitions: ReadonlyMap<string, Schema>,
  budget = { parts: MAX_PARTS },
): SchemaObject | undefined {
  const { allOf = [], ...rest } = schema;
  let whole: SchemaObject | undefined = rest;
  for (const part of allOf) {
    if (whole === undefined || --budget.parts < 0) return undefined;
    const flat = flattened(dereferenced(part, definitions), definitions, budget);
    whole = flat && merged(whole, flat);
  }
  return whole;
}

function merged(one: SchemaObject, other: SchemaObject): SchemaObject | undefined {
  if (Object.keys(one).length === 0) return other;
  const both: Record<string, unknown> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const already = both[key];
    const merge = MERGES[key];
    if (already === undefined) both[key] = value;
    else if (merge !== undefined) both[key] = merge(already, value);
    else if (JSON.stringify(already) !== JSON.stringify(value)) return undefined;
  }
  const isClosed = [one, other].some((part) => part.additionalProperties !== undefined);
  return isClosed ? undefined : (both as SchemaObject); // keywords of schemas, each of its own type
}

type Merge = (one: unknown, other: unknown) => unknown;

const onNumbers =
  (choose: (...numbers: number[]) => number): Merge =>
  (one, other) =>
    choose(one as number, other as number); // as SchemaObject says of its keyword

const MERGES: Readonly<Record<string, Merge>> = {
  type: (one, other) => {
    const [was, is] = [one, other].map((type) => typesOf({ type: type as TypeName }));
    return [...(was ?? [])].filter(
      (type) => is?.has(type) && !(type === 'integer' && was?.has('number') && is.has('number')),
    );
  },
  properties: (one, other) => mergedProperties(one as SchemaMap, other as SchemaMap), // as above
  required: (one, other) => [...new Set([...(one as string[]), ...(other as string[])])], // as above
  minimum: onNumbers(Math.max),
  minLength: onNumbers(Math.max),
  minItems: onNumbers(Math.max),
  minProperties: onNumbers(Math.max),
  maximum: onNumbers(Math.min),
  maxLength: onNumbers(Math.min),
  maxItems: onNumbers(Math.min),
  maxProperties: onNumbers(Math.min),
};

function mergedProperties(one: SchemaMap, other: SchemaMap): SchemaMap {
  const both = Object.entries(other).map(([name, schema]): [string, Schema] => {
    const already = Object.hasOwn(one, name) ? one[name] : undefined;
    return [name, already === undefined ? schema : { allOf: [already, schema] }];
  });
  return { ...one, ...Object.fromEntries(both) };
}
