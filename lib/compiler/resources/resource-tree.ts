import { type LoweredTemplate, lowerTemplate, type ResourceSegment, swallowed } from './lower-template.ts';

export interface ResourceOperation {
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  /** The document's template. */
  readonly path: string;
  /** Equal for operations that may share one API Gateway method: what it demands and does per method. */
  readonly foldKey: string;
  /** Whether it has a throttle of its own, which API Gateway keeps only on a method of its own. */
  readonly throttled: boolean;
}

export interface PlacedOperation extends ResourceOperation {
  readonly lowered: LoweredTemplate;
  /** Equal for operations that may fold together: the fold key, and no other's throttle. */
  readonly shareKey: string;
  /** What it is worth that the operation keeps its own resource. */
  readonly weight: number;
}

/** One API Gateway resource. */
export interface ResourceNode {
  /** Position in `ResourceTree.nodes`. */
  readonly index: number;
  readonly path: string;
  /** Of the variables on the way here, this node's own included. */
  readonly variableNames: readonly string[];
  readonly statics: Map<string, ResourceNode>;
  /** Whether it is a greedy variable of the document's: it stands for all paths below its parent. */
  readonly isGreedy: boolean;
  /** API Gateway allows one variable child per resource, a greedy one included. */
  variable: ResourceNode | undefined;
  readonly operations: PlacedOperation[];
}

export interface TreeOptions {
  /** Whether an operation's own throttle keeps it from folding with others. */
  readonly keepThrottles: boolean;
}

export interface ResourceTree {
  readonly root: ResourceNode;
  /** All resources, intermediate ones too; parents before their children. */
  readonly nodes: readonly ResourceNode[];
}

/** One that loses its throttle together with its resource counts for more than all those that do not. */
const THROTTLED_WEIGHT = 10_000;

/**
 * Sibling variables become one: the first in the document gives its name. A greedy one takes in the others with all that is
 * below them, since API Gateway allows none beside it; static siblings stay.
 */
export function growResourceTree(
  operations: readonly ResourceOperation[],
  { keepThrottles }: TreeOptions,
): ResourceTree {
  const nodes: ResourceNode[] = [];
  const add = (path: string, variableNames: readonly string[], isGreedy = false): ResourceNode => {
    const own = { index: nodes.length, path, variableNames, isGreedy };
    const node = { ...own, statics: new Map(), variable: undefined, operations: [] };
    nodes.push(node);
    return node;
  };
  const child = (parent: ResourceNode, segment: ResourceSegment): ResourceNode => {
    const base = parent.path === '/' ? '' : parent.path;
    if (segment.kind !== 'static') {
      if (parent.variable === undefined) {
        const name = freeName(segment.name, parent.variableNames);
        const isGreedy = segment.kind === 'greedy';
        parent.variable = add(`${base}/{${name}${isGreedy ? '+' : ''}}`, [...parent.variableNames, name], isGreedy);
      }
      return parent.variable;
    }
    const known = parent.statics.get(segment.text);
    if (known !== undefined) return known;
    const node = add(`${base}/${segment.text}`, parent.variableNames);
    parent.statics.set(segment.text, node);
    return node;
  };
  const root = add('/', []);
  const place = (written: LoweredTemplate): { readonly node: ResourceNode; readonly lowered: LoweredTemplate } => {
    let node = root;
    for (const [depth, segment] of written.segments.entries()) {
      const isTaken = segment.kind !== 'static' && node.variable?.isGreedy === true;
      const lowered = isTaken && segment.kind !== 'greedy' ? swallowed(written, depth) : written;
      node = child(node, segment);
      if (isTaken) return { node, lowered };
    }
    return { node, lowered: written };
  };
  const lowered = operations.map((operation) => ({ operation, template: lowerTemplate(operation.path) }));
  for (const { operation, template } of lowered.toSorted(greedyFirst)) {
    const { id, foldKey, throttled } = operation;
    const shareKey = keepThrottles && throttled ? JSON.stringify([foldKey, id]) : foldKey;
    const weight = keepThrottles || !throttled ? 1 : THROTTLED_WEIGHT;
    const placed = place(template);
    placed.node.operations.push({ ...operation, lowered: placed.lowered, shareKey, weight });
  }
  return { root, nodes };
}

interface Lowered {
  readonly template: LoweredTemplate;
}

/** Those nearest to the root before those that they take in. */
const greedyFirst = (one: Lowered, other: Lowered): number => greedyDepth(one) - greedyDepth(other);

const greedyDepth = ({ template: { segments } }: Lowered): number =>
  segments.at(-1)?.kind === 'greedy' ? segments.length : Number.MAX_SAFE_INTEGER;

export function childNodes(node: ResourceNode): readonly ResourceNode[] {
  return node.variable === undefined ? [...node.statics.values()] : [...node.statics.values(), node.variable];
}

/** The node and all below it. */
export function subtree(node: ResourceNode): readonly ResourceNode[] {
  const found = [node];
  for (const next of found) found.push(...childNodes(next));
  return found;
}

/** A parameter name API Gateway takes, used once per path. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const name = wanted.replaceAll(/[^A-Za-z0-9._-]/g, '_') || 'value';
  let free = name;
  for (let count = 2; taken.includes(free); count += 1) free = `${name}${count}`;
  return free;
}
