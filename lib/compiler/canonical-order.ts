/** By path, then method: what is made of a document must not differ where only its order does. */
export function inCanonicalOrder<T extends { readonly path: string; readonly method: string }>(
  operations: readonly T[],
): readonly T[] {
  return operations.toSorted((one, other) => compare(one.path, other.path) || compare(one.method, other.method));
}

/** By code units, the same on every machine. */
export const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
