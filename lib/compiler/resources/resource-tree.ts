import { type LoweredTemplate, lowerTemplate, type ResourceSegment } from './lower-template.ts';

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
  /** API Gateway allows one variable child per resource. */
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

/** Sibling variables become one: the first in the document gives its name. */
export function growResourceTree(
  operations: readonly ResourceOperation[],
  { keepThrottles }: TreeOptions,
): ResourceTree {
  const nodes: ResourceNode[] = [];
  const add = (path: string, variableNames: readonly string[]): ResourceNode => {
    const node = { index: nodes.length, path, variableNames, statics: new Map(), variable: undefined, operations: [] };
    nodes.push(node);
    return node;
  };
  const child = (parent: ResourceNode, segment: ResourceSegment): ResourceNode => {
    const base = parent.path === '/' ? '' : parent.path;
    if (segment.kind === 'variable') {
      if (parent.variable === undefined) {
        const name = freeName(segment.name, parent.variableNames);
        parent.variable = add(`${base}/{${name}}`, [...parent.variableNames, name]);
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
  for (const operation of operations) {
    const lowered = lowerTemplate(operation.path);
    const { id, foldKey, throttled } = operation;
    const shareKey = keepThrottles && throttled ? JSON.stringify([foldKey, id]) : foldKey;
    const weight = keepThrottles || !throttled ? 1 : THROTTLED_WEIGHT;
    lowered.segments.reduce(child, root).operations.push({ ...operation, lowered, shareKey, weight });
  }
  return { root, nodes };
}

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
