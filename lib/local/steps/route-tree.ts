import type { Method, Resource } from '../rest-api/rest-api.ts';

/** Resources as a tree of path parts, built once per import. */
export interface RouteNode {
  readonly statics: Map<string, RouteNode>;
  /** API Gateway allows one variable child per resource. */
  variable: { readonly name: string; readonly node: RouteNode } | undefined;
  greedy: { readonly name: string; readonly methods: MethodTable } | undefined;
  methods: MethodTable | undefined;
}

export type MethodTable = ReadonlyMap<string, Method>;

export function routeTree(resources: readonly Resource[]): RouteNode {
  const root = emptyNode();
  for (const resource of resources) addResource(root, resource);
  return root;
}

function emptyNode(): RouteNode {
  return { statics: new Map(), variable: undefined, greedy: undefined, methods: undefined };
}

function addResource(root: RouteNode, resource: Resource): void {
  const methods: MethodTable = new Map(resource.methods.map((method) => [method.httpMethod, method]));
  let node = root;
  for (const part of resource.path.split('/').filter((segment) => segment !== '')) {
    const [, name, greedy] = /^\{([^+]+)(\+?)\}$/.exec(part) ?? [];
    if (name !== undefined && greedy === '+') {
      node.greedy = { name, methods };
      return;
    }
    node = name === undefined ? staticChild(node, part) : variableChild(node, name);
  }
  node.methods = methods;
}

function staticChild(node: RouteNode, part: string): RouteNode {
  const child = node.statics.get(part) ?? emptyNode();
  node.statics.set(part, child);
  return child;
}

function variableChild(node: RouteNode, name: string): RouteNode {
  node.variable ??= { name, node: emptyNode() };
  return node.variable.node;
}
