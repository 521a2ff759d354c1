const MAX_NODES = 2_000_000;
const MAX_DEPTH = 200;

/**
 * Whether a value made from YAML stays finite and small when its aliases are written out: shared values take no memory,
 * but whoever walks them (to merge, to print) meets each use anew, and a few lines can hold billions.
 */
export function boundedAliases(value: unknown): boolean {
  const sizes = new Map<object, number>();
  const measure = (node: unknown, depth: number): number => {
    if (typeof node !== 'object' || node === null) return 1;
    const known = sizes.get(node);
    if (known !== undefined) return known;
    if (depth > MAX_DEPTH) return Number.POSITIVE_INFINITY;
    // Until it is known, a node is endless: that is what one that holds itself stays.
    sizes.set(node, Number.POSITIVE_INFINITY);
    const size = Object.values(node).reduce((sum: number, child) => sum + measure(child, depth + 1), 1);
    sizes.set(node, size);
    return size;
  };
  return measure(value, 0) <= MAX_NODES;
}
