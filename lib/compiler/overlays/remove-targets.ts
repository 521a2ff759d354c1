import { childOrigin, type Origin, setChildOrigin } from '../origin.ts';
import type { Target } from './merge-value.ts';

/**
 * Removes members and items; what is behind a removed item moves up, and its origin with it. That a member is missing was
 * written where it is to be removed.
 */
export function removeTargets(targets: readonly Target[], removedBy: Origin): void {
  // The inner ones first: what moves up takes them along.
  const owners = [...Map.groupBy(targets, ({ owner }) => owner).values()];
  for (const removed of owners.sort((one, other) => depthOf(other) - depthOf(one))) {
    const [{ owner, origin }] = removed as [Target, ...Target[]]; // a group has one at least
    const keys = new Set(removed.map(({ key }) => key));
    if (Array.isArray(owner)) removeItems(owner, keys, origin);
    else for (const key of keys) removeMember(owner, key, origin, removedBy);
  }
}

const depthOf = ([first]: readonly Target[]) => first?.pointer.split('/').length ?? 0;

function removeMember(owner: object, key: string, origin: Origin, removedBy: Origin): void {
  Reflect.deleteProperty(owner, key);
  setChildOrigin(origin, key, removedBy);
}

function removeItems(owner: unknown[], keys: ReadonlySet<string>, origin: Origin): void {
  const kept = owner.map((item, index) => ({ item, index: String(index) })).filter(({ index }) => !keys.has(index));
  const origins = kept.map(({ index }, place) => [String(place), childOrigin(origin, index)] as const);
  owner.splice(0, owner.length, ...kept.map(({ item }) => item));
  origin.members = new Map(origins);
}
