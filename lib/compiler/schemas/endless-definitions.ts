import { definitionOf, type Schema } from '../../../lambdas/core/validation/schema.ts';

/**
 * Those of the definitions that refer to themselves for the same value (`A: { $ref: A }`): who checks with them never ends.
 * A schema that refers to itself for a part of the value, as trees do, is none of them.
 */
export function endlessDefinitions(
  names: readonly string[],
  definitions: ReadonlyMap<string, Schema>,
): ReadonlySet<string> {
  const endless = new Set<string>();
  const done = new Set<string>();
  for (const start of names) {
    // The way down as a list instead of recursion: chains may be of any length.
    const way: { readonly name: string; readonly left: string[] }[] = [];
    const depths = new Map<string, number>();
    const enter = (name: string) => {
      const depth = depths.get(name);
      if (depth !== undefined) for (const step of way.slice(depth)) endless.add(step.name);
      else if (!done.has(name)) {
        depths.set(name, way.length);
        way.push({ name, left: sameValueReferences(definitions.get(name) ?? true) });
      }
    };
    enter(start);
    for (let step = way.at(-1); step !== undefined; step = way.at(-1)) {
      const next = step.left.pop();
      if (next !== undefined) enter(next);
      else {
        way.pop();
        depths.delete(step.name);
        done.add(step.name);
      }
    }
  }
  return endless;
}

function sameValueReferences(schema: Schema): string[] {
  if (typeof schema === 'boolean') return [];
  const { $ref, allOf = [], anyOf = [], oneOf = [], not, if: condition, then, else: otherwise } = schema;
  const parts = [
    ...allOf,
    ...anyOf,
    ...oneOf,
    not,
    condition,
    then,
    otherwise,
    ...Object.values(schema.dependentSchemas ?? {}),
  ];
  const own = $ref === undefined ? [] : [definitionOf($ref)];
  return [...own, ...parts.flatMap((part) => (part === undefined ? [] : sameValueReferences(part)))];
}
