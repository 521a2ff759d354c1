import type { HeaderField } from '../messages.ts';
import type { HeaderEdits } from '../router-config.ts';
import { canonical } from './hop-by-hop.ts';

/** Removes, then sets: a field that is set replaces all of its name, in every spelling that a server may read as it. */
export function editFields(headers: readonly HeaderField[], edits: HeaderEdits): readonly HeaderField[] {
  if (edits.set.length === 0 && edits.remove.length === 0) return headers;
  const gone = goneBy(edits);
  return [...headers.filter(([name]) => !gone.has(canonical(name))), ...edits.set];
}

/** Most edits are those of a configuration, and serve every request. */
const known = new WeakMap<HeaderEdits, ReadonlySet<string>>();

function goneBy(edits: HeaderEdits): ReadonlySet<string> {
  const found = known.get(edits);
  if (found !== undefined) return found;
  const gone = new Set([...edits.remove.map(canonical), ...edits.set.map(([name]) => canonical(name))]);
  known.set(edits, gone);
  return gone;
}
