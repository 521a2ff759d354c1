import type { OperationKey } from './operation-key.ts';
import { parseTemplate, type TemplateSegment } from './parse-template.ts';

/** The tree of all templates, one level per segment. Built once at load; a match walks it by the path's segments alone. */
export interface Routes<Operation extends OperationKey = OperationKey> {
  readonly literals: Map<string, Routes<Operation>>;
  readonly mixed: MixedBranches<Operation>;
  variable: Routes<Operation> | undefined;
  /** Whatever follows; nothing is below it. */
  greedy: Routes<Operation> | undefined;
  /** By method. */
  readonly leaves: Map<string, Leaf<Operation>>;
}

export interface Leaf<Operation> {
  readonly operation: Operation;
  readonly names: readonly string[];
}

/**
 * Segments with variables and literals, found by the text before the first variable and the text after the last one:
 * siblings such as `{name}:start`, `{name}:stop`, … cost one look-up per pair of lengths, not one per operation.
 */
export interface MixedBranches<Operation extends OperationKey> {
  /** Longest literals first: the most specific wins. */
  readonly shapes: { readonly before: number; readonly after: number }[];
  /** Key: `mixedKey(before, after)`. Those of one key differ in the texts between their variables, most first. */
  readonly branches: Map<string, { readonly texts: readonly string[]; readonly routes: Routes<Operation> }[]>;
}

/** Throws on two operations that no request can tell apart: the compiler refuses such documents. */
export function compileRoutes<Operation extends OperationKey>(operations: readonly Operation[]): Routes<Operation> {
  const root = emptyRoutes<Operation>();
  for (const operation of operations) {
    const template = parseTemplate(operation.path);
    const node = template.segments.reduce(branch, root);
    const other = node.leaves.get(operation.method);
    if (other !== undefined) {
      throw new Error(`operations "${other.operation.id}" and "${operation.id}" match the same requests`);
    }
    node.leaves.set(operation.method, { operation, names: template.names });
  }
  return root;
}

/** A path segment cannot hold NUL, so the pair is unambiguous. */
export const mixedKey = (before: string, after: string): string => `${before}\0${after}`;

function emptyRoutes<Operation extends OperationKey>(): Routes<Operation> {
  const mixed = { shapes: [], branches: new Map() };
  return { literals: new Map(), mixed, variable: undefined, greedy: undefined, leaves: new Map() };
}

function branch<Operation extends OperationKey>(node: Routes<Operation>, segment: TemplateSegment): Routes<Operation> {
  switch (segment.kind) {
    case 'literal': {
      const next = node.literals.get(segment.text) ?? emptyRoutes<Operation>();
      node.literals.set(segment.text, next);
      return next;
    }
    case 'variable':
      node.variable ??= emptyRoutes<Operation>();
      return node.variable;
    case 'greedy':
      node.greedy ??= emptyRoutes<Operation>();
      return node.greedy;
    case 'mixed':
      return mixedBranch(node.mixed, segment.texts);
    default:
      return segment satisfies never;
  }
}

function mixedBranch<Operation extends OperationKey>(
  { shapes, branches }: MixedBranches<Operation>,
  texts: readonly string[],
): Routes<Operation> {
  const before = texts[0] ?? '';
  const after = texts.at(-1) ?? '';
  if (!shapes.some((shape) => shape.before === before.length && shape.after === after.length)) {
    shapes.push({ before: before.length, after: after.length });
    shapes.sort((a, b) => b.before + b.after - (a.before + a.after) || b.before - a.before);
  }
  const key = mixedKey(before, after);
  const siblings = branches.get(key) ?? [];
  branches.set(key, siblings);
  const known = siblings.find((sibling) => sibling.texts.join('\0') === texts.join('\0'));
  if (known !== undefined) return known.routes;
  const routes = emptyRoutes<Operation>();
  siblings.push({ texts, routes });
  siblings.sort((a, b) => moreSpecific(a.texts, b.texts));
  return routes;
}

/** Total, so that the order of operations in a config decides nothing. */
function moreSpecific(one: readonly string[], other: readonly string[]): number {
  const longer = other.join('').length - one.join('').length;
  return longer || other.length - one.length || (one.join('\0') < other.join('\0') ? -1 : 1);
}
