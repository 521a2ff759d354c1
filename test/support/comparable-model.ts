import { definitionOf, type SchemaMap } from '../../lambdas/core/validation/schema.ts';
import type { ApiModel } from '../../lib/compiler/api-model.ts';

/** Pointers and places name files. The public document names its components after the files they come from. */
const OF_PLACES = new Set(['pointer', 'publicDocument']);

/**
 * A model without what differs where a document is split into files: pointers name files, and what a file of its own holds is
 * a definition with a name of its own.
 */
export function comparableModel(model: ApiModel | undefined): unknown {
  const definitions: SchemaMap = { ...model?.schemas.request, ...model?.schemas.response };
  const plain = JSON.parse(JSON.stringify(model ?? null, (key, value) => (OF_PLACES.has(key) ? undefined : value)));
  return { ...plain, operations: unfolded(plain?.operations, definitions, 0), schemas: undefined };
}

/** Definitions may hold themselves: what is nested deeper than this is left out, in one file or many. */
const DEPTH = 16;

function unfolded(value: unknown, definitions: SchemaMap, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('$ref' in value && Object.keys(value).length === 1)
    return unfolded(definitions[definitionOf(String(value.$ref))], definitions, depth);
  if (depth > DEPTH) return 'deeper';
  if (Array.isArray(value)) return value.map((item) => unfolded(item, definitions, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, unfolded(child, definitions, depth + 1)]),
  );
}
