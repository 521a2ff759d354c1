import { childNodes, type ResourceNode, type ResourceTree } from './resource-tree.ts';

/** What a subtree holds, the node itself included. */
export interface Summary {
  /** Resources. */
  readonly size: number;
  readonly operations: number;
  /** Share key per method; `null` where the subtree has several. */
  readonly keys: ReadonlyMap<string, string | null>;
}

/** By `ResourceNode.index`. */
export function summarizeTree({ nodes }: ResourceTree): readonly Summary[] {
  const summaries: Summary[] = [];
  // Children come after their parents, so backwards every child is known.
  for (const node of nodes.toReversed()) summaries[node.index] = summarize(node, summaries);
  return summaries;
}

function summarize(node: ResourceNode, summaries: readonly Summary[]): Summary {
  const keys = new Map<string, string | null>();
  const note = (method: string, key: string | null): void => {
    const known = keys.get(method);
    keys.set(method, known === undefined || known === key ? key : null);
  };
  let size = 1;
  let operations = node.operations.length;
  for (const { method, shareKey } of node.operations) note(method, shareKey);
  for (const { index } of childNodes(node)) {
    const summary = summaries[index];
    if (summary === undefined) continue;
    size += summary.size;
    operations += summary.operations;
    for (const [method, key] of summary.keys) note(method, key);
  }
  return { size, operations, keys };
}
