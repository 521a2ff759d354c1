import type { HeaderField } from '../messages.ts';
import type { HeaderEdits } from '../router-config.ts';

/** Removes, then sets: a field that is set replaces all of its name. */
export function editFields(headers: readonly HeaderField[], { set, remove }: HeaderEdits): readonly HeaderField[] {
  if (set.length === 0 && remove.length === 0) return headers;
  const gone = new Set([...remove, ...set.map(([name]) => name.toLowerCase())]);
  return [...headers.filter(([name]) => !gone.has(name.toLowerCase())), ...set];
}
