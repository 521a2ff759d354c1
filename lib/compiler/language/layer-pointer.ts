import type { Layer } from '../dialects/normal-document.ts';
import { pointerTo } from '../json-pointer.ts';
import { member } from '../plain-object.ts';

/** Where the merged value at `path` was written: in the nearest layer that has it, or most of the way to it. */
export function layerPointer(layers: readonly Layer[], path: readonly string[]): string {
  for (let length = path.length; length > 0; length--) {
    const keys = path.slice(0, length);
    const owner = layers.findLast(({ value }) => keys.reduce<unknown>(member, value) !== undefined);
    if (owner !== undefined) return pointerTo(owner.pointer, ...keys);
  }
  return layers.at(-1)?.pointer ?? '';
}
