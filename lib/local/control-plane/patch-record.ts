import type { PatchOperation } from '../state/local-state.ts';
import { invalidPath } from './patch-error.ts';
import { pointerParts } from './pointer-parts.ts';

/** What stands at a path that can be patched; entries of maps and lists are patched one by one. */
export type PatchKind = 'text' | 'boolean' | 'number' | 'map' | 'map of booleans' | 'list';

/**
 * Applies patch operations to a record of the control plane; a string says what is wrong with one of them.
 * @param paths by JSON Pointer of one part, what can be patched
 */
export function patchRecord<RecordType extends object>(
  record: RecordType,
  patches: readonly PatchOperation[],
  paths: Readonly<Record<string, PatchKind>>,
): RecordType | string {
  let result = record;
  for (const { op, path, value = '' } of patches) {
    const [member = '', ...rest] = pointerParts(path);
    const kind = paths[`/${member}`];
    if (kind === undefined) return invalidPath(op, path, Object.keys(paths));
    const before = result[member as keyof RecordType];
    const after =
      op === 'remove' && (rest.length === 0 || kind === 'text') ? undefined : patched(kind, before, op, rest, value);
    result = { ...result, [member]: after };
  }
  return result;
}

function patched(kind: PatchKind, before: unknown, op: string, rest: readonly string[], value: string): unknown {
  switch (kind) {
    case 'text':
      return value;
    case 'boolean':
      return value === 'true';
    case 'number':
      return Number(value);
    case 'list': {
      const items = (Array.isArray(before) ? before : []).map(String);
      const item = rest.join('/') || value;
      const others = items.filter((other) => other !== item);
      return op === 'remove' ? others : [...others, item];
    }
    default: {
      const name = rest.join('/');
      const { [name]: _, ...others } = (before ?? {}) as Record<string, unknown>; // a map by its kind
      return op === 'remove' ? others : { ...others, [name]: kind === 'map' ? value : value === 'true' };
    }
  }
}
