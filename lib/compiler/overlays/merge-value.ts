import { pointerTo } from '../json-pointer.ts';
import { copyOrigin, type Origin, originAt, setOrigin } from '../origin.ts';
import { isObject, member, put } from '../plain-object.ts';
import type { Tree } from '../tree.ts';

export interface Merging {
  readonly tree: Tree;
  /** A copy for each place; `undefined` where there would be too many. */
  readonly copy: (value: unknown) => unknown;
  /** Says that a value cannot be merged, at the place where it is written. */
  readonly refuse: (origin: Origin, message: string) => void;
}

/** A value to be merged, and where it is written. */
export interface Update {
  readonly value: unknown;
  readonly origin: Origin;
}

/** A value of the tree: the member `key` of `owner`. */
export interface Target {
  readonly owner: object;
  readonly key: string;
  readonly pointer: string;
}

export type Form = 'an object' | 'a list' | 'a plain value';

export function formOf(value: unknown): Form {
  if (Array.isArray(value)) return 'a list';
  return isObject(value) ? 'an object' : 'a plain value';
}

/**
 * Merges a value into another: members into an object, recursively; items behind those of a list; a plain value in the place
 * of one. Anything else is incompatible (Overlay 1.1, Action Object).
 */
export function mergeValue(target: Target, update: Update, merging: Merging): void {
  const value = member(target.owner, target.key);
  const [form, other] = [formOf(value), formOf(update.value)];
  if (form !== other) {
    merging.refuse(update.origin, `${other} cannot be merged into ${form} (${target.pointer}), remove that first`);
  } else if (Array.isArray(update.value)) {
    for (const [index, item] of update.value.entries())
      appendItem(target, { value: item, origin: originAt(update.origin, `/${index}`) }, merging);
  } else if (isObject(update.value) && isObject(value)) {
    mergeMembers({ owner: value, pointer: target.pointer }, update, merging);
  } else {
    place(target, update, merging);
  }
}

export function mergeMembers(
  { owner, pointer }: Omit<Target, 'key'>,
  { value, origin }: Update,
  merging: Merging,
): void {
  for (const key of Object.keys(isObject(value) ? value : {})) {
    const target = { owner, key, pointer: pointerTo(pointer, key) };
    const update = { value: member(value, key), origin: originAt(origin, pointerTo('', key)) };
    if (Object.hasOwn(owner, key)) mergeValue(target, update, merging);
    else place(target, update, merging);
  }
}

/** Puts a value behind the items of a list. */
export function appendItem({ owner, key, pointer }: Target, update: Update, merging: Merging): void {
  const list = member(owner, key);
  if (!Array.isArray(list)) return;
  const index = String(list.length);
  place({ owner: list, key: index, pointer: pointerTo(pointer, index) }, update, merging);
}

function place({ owner, key, pointer }: Target, { value, origin }: Update, merging: Merging): void {
  const copy = merging.copy(value);
  if (copy === undefined) {
    merging.refuse(origin, 'overlays add more than 2 million values, or nest them over 500 deep; select fewer targets');
    return;
  }
  put(owner, key, copy);
  setOrigin(merging.tree.origin, pointer, copyOrigin(origin));
}
