import { childNodes, type ResourceNode, type ResourceTree } from './resource-tree.ts';
import type { Summary } from './summarize-tree.ts';

/**
 * A node with other nodes that match some of the same paths but only when this one does not: `/a/b` has `/a/{x}`.
 * `/a/b/{proxy+}` would take the requests of `/a/{x}/c` away, so such a proxy must leave those methods alone.
 */
interface Rival {
  readonly node: ResourceNode;
  /** Stands for all below `node`, at whatever depth: more than needed, but never less. A greedy node does so truly. */
  readonly coarse: boolean;
}

/** By `ResourceNode.index`: the methods that a greedy child of the node would take away from operations elsewhere. */
export function overlappingMethods(
  { root, nodes }: ResourceTree,
  summaries: readonly Summary[],
): readonly ReadonlySet<string>[] {
  const rivals: (readonly Rival[])[] = [];
  rivals[root.index] = [];
  for (const node of nodes) {
    const own = rivals[node.index] ?? [];
    for (const [text, child] of node.statics) rivals[child.index] = rivalsOfStatic(text, node, own);
    if (node.variable) rivals[node.variable.index] = own.map(({ node: rival }) => ({ node: rival, coarse: true }));
  }
  return nodes.map(({ index }) => {
    const own = rivals[index] ?? [];
    if (own.length === 0) return NONE;
    const below = own.flatMap(({ node }) => (node.isGreedy ? node : childNodes(node)));
    return new Set(below.flatMap((child) => [...(summaries[child.index]?.keys.keys() ?? [])]));
  });
}

const NONE: ReadonlySet<string> = new Set();

function rivalsOfStatic(text: string, parent: ResourceNode, rivals: readonly Rival[]): readonly Rival[] {
  const next: Rival[] = parent.variable === undefined ? [] : [{ node: parent.variable, coarse: false }];
  for (const rival of rivals) {
    if (rival.coarse || rival.node.isGreedy) next.push(rival);
    else {
      const literal = rival.node.statics.get(text);
      if (literal !== undefined) next.push({ node: literal, coarse: false });
      if (rival.node.variable !== undefined) next.push({ node: rival.node.variable, coarse: false });
    }
  }
  return next;
}
