import {
  definitionOf,
  type Schema,
  type SchemaMap,
  type SelfContainedSchema,
} from '../../../lambdas/core/validation/schema.ts';
import { eachSchema } from './each-schema.ts';

/** The schema with those of the definitions that it reaches, in order of their names. */
export function selfContained(schema: Schema, definitions: ReadonlyMap<string, Schema>): SelfContainedSchema | boolean {
  const reached = reachedDefinitions(schema, definitions);
  if (typeof schema === 'boolean' || reached.size === 0) return schema;
  const names = [...reached].sort();
  const $defs: SchemaMap = Object.fromEntries(names.map((name) => [name, definitions.get(name) ?? true]));
  return { ...schema, $defs };
}

export function reachedDefinitions(schema: Schema, definitions: ReadonlyMap<string, Schema>): ReadonlySet<string> {
  const reached = new Set<string>();
  const pending = [...referencesIn(schema)];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    pending.push(...referencesIn(definitions.get(name) ?? true));
  }
  return reached;
}

/** Names of the definitions that a schema in normal form refers to by itself. */
export function referencesIn(schema: Schema): ReadonlySet<string> {
  const found = new Set<string>();
  eachSchema(schema, ({ $ref }) => $ref !== undefined && found.add(definitionOf($ref)));
  return found;
}
