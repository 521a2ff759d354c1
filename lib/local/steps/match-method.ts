import type { Method } from '../rest-api/rest-api.ts';
import type { MethodTable, RouteNode } from './route-tree.ts';

export interface MethodMatch {
  readonly method: Method;
  /** Percent-encoded, as the client sent them. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * Finds the method of a request as API Gateway does: static beats variable beats greedy at each part, with backtracking,
 * and the HTTP method takes part: a resource without it (or `ANY`) is passed over. One trailing slash is ignored.
 * @param path after the stage, one leading slash, percent-encoded
 */
export function matchMethod(tree: RouteNode, httpMethod: string, path: string): MethodMatch | undefined {
  const end = path.length > 1 && path.endsWith('/') ? path.length - 1 : path.length;
  const pathParameters: Record<string, string> = Object.create(null);
  const method =
    path === '/' ? find(tree.methods, httpMethod) : descend(tree, { path, end, httpMethod, pathParameters }, 1);
  return method && { method, pathParameters };
}

interface Search {
  readonly path: string;
  readonly end: number;
  readonly httpMethod: string;
  readonly pathParameters: Record<string, string>;
}

/** @param start of the next part in the path, behind its slash; beyond `end` when no part is left */
function descend(node: RouteNode, search: Search, start: number): Method | undefined {
  if (start > search.end) return find(node.methods, search.httpMethod);
  const slash = search.path.indexOf('/', start);
  const next = slash === -1 || slash > search.end ? search.end : slash;
  const part = search.path.slice(start, next);
  const child = node.statics.get(part);
  const found = child && descend(child, search, next + 1);
  return found ?? descendVariable(node, search, part, next + 1) ?? takeGreedy(node, search, start);
}

function descendVariable(node: RouteNode, search: Search, part: string, next: number): Method | undefined {
  if (node.variable === undefined || part === '') return undefined;
  const found = descend(node.variable.node, search, next);
  if (found !== undefined) search.pathParameters[node.variable.name] = part;
  return found;
}

function takeGreedy(node: RouteNode, search: Search, start: number): Method | undefined {
  const found = node.greedy && start < search.end ? find(node.greedy.methods, search.httpMethod) : undefined;
  if (found !== undefined && node.greedy !== undefined) {
    search.pathParameters[node.greedy.name] = search.path.slice(start, search.end);
  }
  return found;
}

function find(methods: MethodTable | undefined, httpMethod: string): Method | undefined {
  return methods?.get(httpMethod) ?? (OF_ANY.has(httpMethod) ? methods?.get('ANY') : undefined);
}

/** `ANY` stands for these and for no other method (developer guide). */
const OF_ANY: ReadonlySet<string> = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);
