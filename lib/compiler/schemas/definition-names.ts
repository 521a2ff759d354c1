import { pointerKeys } from '../json-pointer.ts';
import type { PlacedSchema } from './schema-resources.ts';

/**
 * Gives each place of a document a name for `#/$defs/NAME`, of letters, digits and `.`, `_`, `-` alone: a component's own
 * where it can be, so that what is made of a schema still reads like the document.
 */
export function definitionNames(): (schema: Pick<PlacedSchema, 'pointer' | 'scope'>) => {
  readonly name: string;
  readonly isNew: boolean;
} {
  const known = new Map<string, string>();
  const taken = new Set<string>();
  return ({ pointer, scope }) => {
    // What a `$dynamicRef` in it means depends on the way to it.
    const key = [pointer, ...scope].join('\0');
    const given = known.get(key);
    if (given !== undefined) return { name: given, isNew: false };
    const wanted = (pointerKeys(pointer).at(-1) ?? '').replaceAll(/[^A-Za-z0-9._-]/g, '_') || 'schema';
    let name = wanted;
    for (let serial = 2; taken.has(name.toLowerCase()); serial++) name = `${wanted}_${serial}`;
    taken.add(name.toLowerCase());
    known.set(key, name);
    return { name, isNew: true };
  };
}
