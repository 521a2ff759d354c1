import { type Origin, originAt, ownOrigin } from '../origin.ts';
import type { Tree } from '../tree.ts';
import type { Target } from './merge-value.ts';

/** Removes members and items; what is behind a removed item moves up, and its origin with it. */
export function removeTargets(targets: readonly Target[], tree: Tree): void {
  // The inner ones first: what moves up takes them along.
  const owners = [...Map.groupBy(targets, ({ owner }) => owner).values()];
  for (const removed of owners.sort((one, other) => depthOf(other) - depthOf(one))) {
    const [{ owner, pointer }] = removed as [Target, ...Target[]]; // a group has one at least
    const origin = ownOrigin(tree.origin, pointer.slice(0, pointer.lastIndexOf('/')));
    const keys = new Set(removed.map(({ key }) => key));
    if (Array.isArray(owner)) removeItems(owner, keys, origin);
    else for (const key of keys) removeMember(owner, key, origin);
  }
}

const depthOf = ([first]: readonly Target[]) => first?.pointer.split('/').length ?? 0;

function removeMember(owner: object, key: string, origin: Origin): void {
  Reflect.deleteProperty(owner, key);
  origin.members?.delete(key);
}

function removeItems(owner: unknown[], keys: ReadonlySet<string>, origin: Origin): void {
  const kept = owner.map((item, index) => ({ item, index: String(index) })).filter(({ index }) => !keys.has(index));
  const origins = kept.map(({ index }, place) => [String(place), originAt(origin, `/${index}`)] as const);
  owner.splice(0, owner.length, ...kept.map(({ item }) => item));
  origin.members = new Map(origins);
}
