import { pointerKeys } from '../json-pointer.ts';
import type { LocatedNode } from './located-node.ts';

/** Offset of what `pointer` names, or of its nearest ancestor that is written in the text. */
export function offsetOf(root: LocatedNode, pointer: string): number {
  let node = root;
  let offset = root.start;
  for (const key of pointerKeys(pointer)) {
    const child = node.child(key);
    if (child === undefined) break;
    ({ node, at: offset } = child);
  }
  return offset;
}
