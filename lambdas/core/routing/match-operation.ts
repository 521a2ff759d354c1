import { type Leaf, type Level, levelOf, mixedKey, type Routes } from './compile-routes.ts';
import { matchSegment } from './match-segment.ts';
import type { OperationKey } from './operation-key.ts';
import { type PathSegment, parsePath } from './parse-path.ts';

export type MatchResult<Operation extends OperationKey = OperationKey> =
  | {
      readonly kind: 'matched';
      readonly operation: Operation;
      /** Percent-encoded, as the client sent them. */
      readonly pathParameters: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'none' }
  /** The path could mean something else to a target than to us: refuse it (400), whoever asks. */
  | { readonly kind: 'unsafe'; readonly reason: string };

/**
 * Finds the operation of a request. Per segment a literal beats a variable with literals around it (`{id}.json`), that
 * beats a whole variable, and that a greedy one; where the rest or the method does not fit, the next kind is tried, as
 * API Gateway does.
 * The work depends on the path's segments, not on how many operations there are. HEAD is not implied by GET.
 */
export function matchOperation<Operation extends OperationKey>(
  routes: Routes<Operation>,
  method: string,
  path: string,
): MatchResult<Operation> {
  const parsed = parsePath(path);
  if (parsed.kind === 'unsafe') return parsed;
  const found = walk(routes, { method, segments: parsed.segments }, 0, []);
  if (found === undefined) return { kind: 'none' };
  const pathParameters = Object.fromEntries(found.leaf.names.map((name, index) => [name, found.values[index] ?? '']));
  return { kind: 'matched', operation: found.leaf.operation, pathParameters };
}

interface Wanted {
  readonly method: string;
  readonly segments: readonly PathSegment[];
}

interface Found<Operation> {
  readonly leaf: Leaf<Operation>;
  readonly values: readonly string[];
}

function walk<Operation extends OperationKey>(
  routes: Routes<Operation>,
  wanted: Wanted,
  depth: number,
  values: readonly string[],
): Found<Operation> | undefined {
  const node = levelOf(routes);
  const segment = wanted.segments[depth];
  if (segment === undefined) {
    const leaf = node.leaves.get(wanted.method);
    return leaf && { leaf, values };
  }
  const literal = node.literals.get(segment.decoded);
  return (
    (literal && walk(literal, wanted, depth + 1, values)) ??
    walkMixed(node, wanted, depth, values) ??
    (node.variable && walk(node.variable, wanted, depth + 1, [...values, segment.raw])) ??
    (node.greedy && walk(node.greedy, wanted, wanted.segments.length, [...values, rest(wanted, depth)]))
  );
}

const rest = ({ segments }: Wanted, depth: number): string =>
  segments
    .slice(depth)
    .map(({ raw }) => raw)
    .join('/');

function walkMixed<Operation extends OperationKey>(
  { mixed }: Level<Operation>,
  wanted: Wanted,
  depth: number,
  values: readonly string[],
): Found<Operation> | undefined {
  const segment = wanted.segments[depth];
  if (segment === undefined) return undefined;
  const { decoded } = segment;
  for (const { before, after } of mixed.shapes) {
    if (decoded.length <= before + after) continue;
    const key = mixedKey(decoded.slice(0, before), decoded.slice(decoded.length - after));
    for (const { texts, routes } of mixed.branches.get(key) ?? []) {
      const captured = matchSegment(texts, segment);
      const found = captured && walk(routes, wanted, depth + 1, [...values, ...captured]);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
