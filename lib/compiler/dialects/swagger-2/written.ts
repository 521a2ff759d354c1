import { childOrigin, type Origin } from '../../origin.ts';
import { member, put } from '../../plain-object.ts';

/** A value and where it was written: taken from the document, or made of what was. */
export interface Written {
  readonly value: unknown;
  readonly origin: Origin;
}

/** A member or item; `undefined` where there is none. */
export function childOf({ value, origin }: Written, key: string): Written | undefined {
  const child = member(value, key);
  return child === undefined ? undefined : { value: child, origin: childOrigin(origin, key) };
}

/** All members of an object, or items of a list; none of anything else. */
export function childrenOf({ value, origin }: Written): readonly (readonly [string, Written])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([key, child]) => [key, { value: child, origin: childOrigin(origin, key) }]);
}

export type Members = Iterable<readonly [string, Written | undefined]>;

/** An object that stands for what was written at `origin`, of members from wherever; those that are `undefined` are left out. */
export function objectOf(origin: Origin, members: Members): Written {
  const value = {};
  const origins = new Map<string, Origin>();
  for (const [key, child] of members) {
    if (child === undefined) continue;
    put(value, key, child.value);
    origins.set(key, child.origin);
  }
  return { value, origin: { ...origin, members: origins } };
}

export function listOf(origin: Origin, items: readonly Written[]): Written {
  const origins = items.map((item, index) => [String(index), item.origin] as const);
  return { value: items.map(({ value }) => value), origin: { ...origin, members: new Map(origins) } };
}
