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
  if (last === undefined) return;
  const owner = keys.reduce((node, key) => {
    const child = childOrigin(node, key);
    node.members ??= new Map();
    node.members.set(key, child);
    return child;
  }, origin);
  owner.members ??= new Map();
  owner.members.set(last, source);
}

/** One that changes by itself from here on. */
export function copyOrigin({ file, pointer, members }: Origin): Origin {
  const copies = [...(members ?? [])].map(([key, member]) => [key, copyOrigin(member)] as const);
  return { file, pointer, members: members && new Map(copies) };
}

/** What is at `pointer`, made a node of its own in the tree of origins, so that its members can be set. */
export function ownOrigin(origin: Origin, pointer: string): Origin {
  const own = originAt(origin, pointer);
  setOrigin(origin, pointer, own);
  return own;
}

export function placeOf({ file, pointer }: Origin): Place {
  return { file: file.file, pointer, ...file.position(pointer) };
}
