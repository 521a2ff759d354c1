import type { Place } from './document-source.ts';
import type { ParsedFile } from './files/parsed-file.ts';
import { pointerKeys, pointerTo } from './json-pointer.ts';

/**
 * Where a value of the tree was written: at `pointer` of `file`, with all that is below it, but for those of its `members`
 * that were brought from elsewhere. A document in one plain file has one of these and no members.
 */
export interface Origin {
  readonly file: ParsedFile;
  readonly pointer: string;
  members: Map<string, Origin> | undefined;
}

export function originIn(file: ParsedFile, pointer = ''): Origin {
  return { file, pointer, members: undefined };
}

/** Of what is at `pointer` below `origin`. */
export function originAt(origin: Origin, pointer: string): Origin {
  return pointerKeys(pointer).reduce(childOrigin, origin);
}

export function childOrigin(origin: Origin, key: string): Origin {
  return origin.members?.get(key) ?? originIn(origin.file, pointerTo(origin.pointer, key));
}

/** Says that what is at `pointer` below `origin` was brought from `source`. */
export function setOrigin(origin: Origin, pointer: string, source: Origin): void {
  const keys = pointerKeys(pointer);
  const last = keys.pop();
  if (last !== undefined) setChildOrigin(keys.reduce(ownChildOrigin, origin), last, source);
}

export function setChildOrigin(origin: Origin, key: string, source: Origin): void {
  origin.members ??= new Map();
  origin.members.set(key, source);
}

/** Of a member, made a node of its own in the tree of origins, so that its members can be set. */
export function ownChildOrigin(origin: Origin, key: string): Origin {
  const child = childOrigin(origin, key);
  setChildOrigin(origin, key, child);
  return child;
}

/** One that changes by itself from here on. */
export function copyOrigin({ file, pointer, members }: Origin): Origin {
  const copies = [...(members ?? [])].map(([key, member]) => [key, copyOrigin(member)] as const);
  return { file, pointer, members: members && new Map(copies) };
}

/** Of what is at `pointer`, as `ownChildOrigin`. */
export function ownOrigin(origin: Origin, pointer: string): Origin {
  return pointerKeys(pointer).reduce(ownChildOrigin, origin);
}

export function placeOf({ file, pointer }: Origin): Place {
  return { file: file.file, pointer, ...file.position(pointer) };
}
