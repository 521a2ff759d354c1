import type { HeaderField } from '../messages.ts';
import { remembered } from '../remembered.ts';
import type { HeaderEdits } from '../router-config.ts';
import { canonical } from './hop-by-hop.ts';

/** Removes, then sets: a field that is set replaces all of its name, in every spelling that a server may read as it. */
export function editFields(headers: readonly HeaderField[], edits: HeaderEdits): readonly HeaderField[] {
  if (edits.set.length === 0 && edits.remove.length === 0) return headers;
  const gone = goneBy(edits);
  return [...headers.filter(([name]) => !gone.has(canonical(name))), ...edits.set];
}

/** Most edits are those of a configuration, and serve every request. */
const goneBy = remembered(
  new WeakMap<HeaderEdits, ReadonlySet<string>>(),
  ({ remove, set }) => new Set([...remove.map(canonical), ...set.map(([name]) => canonical(name))]),
);
