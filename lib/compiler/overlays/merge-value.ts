import { pointerTo } from '../json-pointer.ts';
import { childOrigin, copyOrigin, type Origin, ownChildOrigin, setChildOrigin } from '../origin.ts';
import { isObject, member, put } from '../plain-object.ts';
import type { Tree } from '../tree.ts';

export interface Merging {
  readonly tree: Tree;
  /** A copy for each place; `undefined` where there would be too many: then there is an end of it. */
  readonly copy: (value: unknown) => unknown;
  isFull: boolean;
  /** Says that a value cannot be merged, at the place where it is written. */
  readonly refuse: (origin: Origin, message: string) => void;
}

/** A value to be merged, and where it is written. */
export interface Update {
  readonly value: unknown;
  readonly origin: Origin;
}

/** A value of the tree: the member `key` of `owner`. */
export interface Target extends Owner {
  readonly key: string;
}

export interface Owner {
  readonly owner: object;
  /** The owner's own. */
  readonly origin: Origin;
  /** Of the value, or of the owner where that alone is meant. */
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
    merging.refuse(
      update.origin,
      `${other} cannot be merged into ${form} (${target.pointer}), write ${form}, or remove that first`,
    );
  } else if (Array.isArray(update.value)) {
    for (const [index, item] of update.value.entries())
      appendItem(target, { value: item, origin: childOrigin(update.origin, String(index)) }, merging);
  } else if (isObject(update.value) && isObject(value)) {
    const origin = ownChildOrigin(target.origin, target.key);
    mergeMembers({ owner: value, origin, pointer: target.pointer }, update, merging);
  } else {
    place(target, update, merging);
  }
}

export function mergeMembers({ owner, origin, pointer }: Owner, update: Update, merging: Merging): void {
  for (const [key, value] of Object.entries(isObject(update.value) ? update.value : {})) {
    if (merging.isFull) return;
    const target = { owner, key, origin, pointer: pointerTo(pointer, key) };
    const child = { value, origin: childOrigin(update.origin, key) };
    if (Object.hasOwn(owner, key)) mergeValue(target, child, merging);
    else place(target, child, merging);
  }
}

/** Puts a value behind the items of a list. */
export function appendItem({ owner, key, origin, pointer }: Target, update: Update, merging: Merging): void {
  const list = member(owner, key);
  if (!Array.isArray(list)) return;
  const index = String(list.length);
  place({ owner: list, key: index, origin: ownChildOrigin(origin, key), pointer }, update, merging);
}

function place({ owner, key, origin }: Target, update: Update, merging: Merging): void {
  const copy = copyFor(update.origin, update.value, merging);
  if (copy === undefined) return;
  put(owner, key, copy);
  setChildOrigin(origin, key, copyOrigin(update.origin));
}

export function copyFor(origin: Origin, value: unknown, merging: Merging): unknown {
  if (merging.isFull) return undefined;
  const copy = merging.copy(value);
  if (copy !== undefined) return copy;
  merging.isFull = true;
  merging.refuse(origin, 'overlays add more than 100,000 values, or nest them over 500 deep; select fewer targets');
  return undefined;
}
