import type { HeaderField } from '../messages.ts';
import type { HeaderEdits } from '../router-config.ts';
import { canonical } from './hop-by-hop.ts';

/** Removes, then sets: a field that is set replaces all of its name, in every spelling that a server may read as it. */
export function editFields(headers: readonly HeaderField[], { set, remove }: HeaderEdits): readonly HeaderField[] {
  if (set.length === 0 && remove.length === 0) return headers;
  const gone = new Set([...remove.map(canonical), ...set.map(([name]) => canonical(name))]);
  return [...headers.filter(([name]) => !gone.has(canonical(name))), ...set];
}
