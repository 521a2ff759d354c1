import type { OperationKey } from './operation-key.ts';
import { type ParsedSegment, parseSegment, type TemplateSegment } from './parse-template.ts';

/**
 * The tree of all templates; a match walks it by the path's segments alone. A branch grows when a request first comes to it:
 * a start with ten thousand operations makes the levels that its first request asks for, not all of them.
 */
export interface Routes<Operation extends OperationKey = OperationKey> {
  /** Templates that lead here. */
  readonly templates: Remaining<Operation>[];
  grown?: Level<Operation>;
}

/** One per segment. */
export interface Level<Operation extends OperationKey> {
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

interface Remaining<Operation> extends Leaf<Operation> {
  /** Where its next segment begins in the template; `END` where none is left. */
  readonly from: number;
}

const END = -1;

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

export function compileRoutes<Operation extends OperationKey>(operations: readonly Operation[]): Routes<Operation> {
  const from = (path: string) => (endOf(path) > 1 ? 1 : END);
  return { templates: operations.map((operation) => ({ operation, names: NO_NAMES, from: from(operation.path) })) };
}

const NO_NAMES: readonly string[] = [];

/** A trailing slash is ignored, as in requests. */
const endOf = (path: string): number => (path.length > 1 && path.endsWith('/') ? path.length - 1 : path.length);

/** Throws on two operations that no request can tell apart: the compiler refuses such documents. */
export function levelOf<Operation extends OperationKey>(routes: Routes<Operation>): Level<Operation> {
  if (routes.grown !== undefined) return routes.grown;
  routes.grown = grow(routes.templates);
  routes.templates.length = 0;
  return routes.grown;
}

function grow<Operation extends OperationKey>(templates: readonly Remaining<Operation>[]): Level<Operation> {
  const level: Level<Operation> = {
    literals: new Map(),
    mixed: { shapes: [], branches: new Map() },
    variable: undefined,
    greedy: undefined,
    leaves: new Map(),
  };
  // Many templates have the same next segment.
  const seen = new Map<string, { readonly next: Routes<Operation>; readonly names: readonly string[] }>();
  for (const { operation, names, from } of templates) {
    if (from === END) {
      addLeaf(level, { operation, names });
      continue;
    }
    const { text, rest } = segmentAt(operation.path, from);
    const known = seen.get(text);
    const found = known ?? branchOf(level, parseSegment(text));
    if (known === undefined) seen.set(text, found);
    const all = found.names.length === 0 ? names : [...names, ...found.names];
    found.next.templates.push({ operation, names: all, from: rest });
  }
  return level;
}

function segmentAt(path: string, from: number): { readonly text: string; readonly rest: number } {
  const end = endOf(path);
  const slash = path.indexOf('/', from);
  return slash === -1 || slash >= end
    ? { text: path.slice(from, end), rest: END }
    : { text: path.slice(from, slash), rest: slash + 1 };
}

const branchOf = <Operation extends OperationKey>(level: Level<Operation>, { segment, names }: ParsedSegment) => ({
  next: branch(level, segment),
  names,
});

function addLeaf<Operation extends OperationKey>(
  { leaves }: Level<Operation>,
  { operation, names }: Leaf<Operation>,
): void {
  const { id, method } = operation;
  const other = leaves.get(method);
  if (other !== undefined) throw new Error(`operations "${other.operation.id}" and "${id}" match the same requests`);
  leaves.set(method, { operation, names });
}

/** A path segment cannot hold NUL, so the pair is unambiguous. */
export const mixedKey = (before: string, after: string): string => `${before}\0${after}`;

const ungrown = <Operation extends OperationKey>(): Routes<Operation> => ({ templates: [] });

function branch<Operation extends OperationKey>(level: Level<Operation>, segment: TemplateSegment): Routes<Operation> {
  switch (segment.kind) {
    case 'literal': {
      const next = level.literals.get(segment.text) ?? ungrown<Operation>();
      level.literals.set(segment.text, next);
      return next;
    }
    case 'variable':
      level.variable ??= ungrown<Operation>();
      return level.variable;
    case 'greedy':
      level.greedy ??= ungrown<Operation>();
      return level.greedy;
    case 'mixed':
      return mixedBranch(level.mixed, segment.texts);
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
  const routes = ungrown<Operation>();
  siblings.push({ texts, routes });
  siblings.sort((a, b) => moreSpecific(a.texts, b.texts));
  return routes;
}

/** Total, so that the order of operations in a config decides nothing. */
function moreSpecific(one: readonly string[], other: readonly string[]): number {
  const longer = other.join('').length - one.join('').length;
  return longer || other.length - one.length || (one.join('\0') < other.join('\0') ? -1 : 1);
}
