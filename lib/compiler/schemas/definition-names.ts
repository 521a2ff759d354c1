import { pointerKeys } from '../json-pointer.ts';

/**
 * Gives each place of a document a name for `#/$defs/NAME`, of letters, digits and `.`, `_`, `-` alone: a component's own
 * where it can be, so that what is made of a schema still reads like the document.
 */
export function definitionNames(): (pointer: string) => { readonly name: string; readonly isNew: boolean } {
  const byPointer = new Map<string, string>();
  const taken = new Set<string>();
  return (pointer) => {
    const known = byPointer.get(pointer);
    if (known !== undefined) return { name: known, isNew: false };
    const wanted = (pointerKeys(pointer).at(-1) ?? '').replaceAll(/[^A-Za-z0-9._-]/g, '_') || 'schema';
    let name = wanted;
    for (let serial = 2; taken.has(name.toLowerCase()); serial++) name = `${wanted}_${serial}`;
    taken.add(name.toLowerCase());
    byPointer.set(pointer, name);
    return { name, isNew: true };
  };
}
