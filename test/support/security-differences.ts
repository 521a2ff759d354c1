import type { ApiModel } from '../../lib/compiler/api-model.ts';
import { authorizerConfig, gatewayDocument, routerConfig } from '../../lib/compiler/index.ts';

type Json = Readonly<Record<string, unknown>>;
type Requirement = Readonly<Record<string, readonly string[]>>;

/** What a caller sends: the key of a plan or none, and a token of one scheme with its scopes, or none. */
interface Caller {
  readonly key: boolean;
  readonly scheme: string | undefined;
  readonly scopes: readonly string[];
}

interface Compiled {
  readonly gateway: object;
  readonly router: ReadonlyMap<string, ReturnType<typeof routerConfig>['operations'][number]>;
  readonly authorizer: ReadonlyMap<string, readonly (readonly { scheme: string; scopes: readonly string[] }[])[]>;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];
const BINDINGS = {
  routerUri: 'r',
  streamingRouterUri: 's',
  authorizerUri: 'a',
};

const objectOf = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {}); // a member is unknown until it is read
const below = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce((node, key) => (Object.hasOwn(objectOf(node), key) ? objectOf(node)[key] : undefined), value);
const resolve = (root: Json, value: unknown): unknown => {
  const reference = below(value, '$ref');
  return typeof reference === 'string' ? below(root, ...reference.slice(2).split('/').map(unescaped)) : value;
};
const unescaped = (key: string) => key.replaceAll('~1', '/').replaceAll('~0', '~');

/** Equal for path keys that no request tells apart: names of variables, a trailing slash and a fragment are not sent. */
const requestOf = (method: string, path: string) =>
  `${method.toLowerCase()} ${path
    .replace(/[#?].*$/s, '')
    .replaceAll(/\{[^{}]*\}/g, '{}')
    .replace(/(?<=.)\/$/, '')}`;

/** What the document says of who may call, against what API Gateway, the authorizer and the router do together. */
export function securityDifferences(root: Json, model: ApiModel) {
  const authorizer = authorizerConfig(model);
  const requirements = (authorizer?.operations ?? []).map(({ id, requirements }) => [id, requirements] as const);
  const compiled: Compiled = {
    gateway: gatewayDocument(model, BINDINGS),
    router: new Map(routerConfig(model).operations.map((one) => [requestOf(one.method, one.path), one])),
    authorizer: new Map(requirements),
  };
  const scopes = [...new Set(requirements.flatMap(([, all]) => all.flat(2)).flatMap((one) => one.scopes))];
  const everyone = callers(schemeNames(root), scopes);
  const differences: string[] = [];
  let compared = 0;
  for (const [path, method, operation] of declaredOperations(root)) {
    compared++;
    for (const caller of everyone) {
      const expected = documentLetsIn(root, operation, caller);
      if (gatewayLetsIn(compiled, method, path, caller) === expected) continue;
      differences.push(`${method} ${path}: expected ${expected} for ${JSON.stringify(caller)}`);
      break;
    }
  }
  return { compared, differences };
}

/** Path, method and operation, read from the document alone. */
function declaredOperations(root: Json): readonly (readonly [string, string, Json])[] {
  return Object.entries(objectOf(root.paths)).flatMap(([path, written]) => {
    if (!path.startsWith('/')) return [];
    const item = { ...objectOf(resolve(root, written)), ...objectOf(written) };
    const operations = METHODS.filter((method) => Object.hasOwn(item, method)).map(
      (method) => [path, method, objectOf(below(item, method))] as const,
    );
    return operations.filter(
      ([, , operation]) => ![item, operation].some((owner) => below(owner, 'x-gateway', 'disabled') === true),
    );
  });
}

const schemesOf = (root: Json): Json =>
  objectOf(below(root, 'components', 'securitySchemes') ?? root.securityDefinitions);
const schemeNames = (root: Json): readonly string[] => Object.keys(schemesOf(root));

const callers = (schemes: readonly string[], scopes: readonly string[]): readonly Caller[] =>
  [true, false].flatMap((key) => [
    { key, scheme: undefined, scopes: [] },
    ...schemes.flatMap((scheme) => [[], scopes.slice(0, 1), scopes].map((some) => ({ key, scheme, scopes: some }))),
  ]);

/** OpenAPI's own meaning, read from the document alone: an alternative holds when each of its schemes does. */
function documentLetsIn(root: Json, operation: Json, caller: Caller): boolean {
  const declared = ('security' in operation ? operation.security : (root.security ?? [])) as readonly Requirement[]; // its type by OpenAPI, and nothing else compiles
  const holds = ([name, scopes]: readonly [string, readonly string[]]): boolean => {
    const scheme = objectOf(resolve(root, below(schemesOf(root), name)));
    if (scheme.type === 'apiKey')
      return caller.key && /^x-api-key$/i.test(String(scheme.name)) && scheme.in === 'header';
    const isToken = /^(oauth2|openIdConnect)$/.test(String(scheme.type)) || /^bearer$/i.test(String(scheme.scheme));
    return isToken && caller.scheme === name && scopes.every((scope) => caller.scopes.includes(scope));
  };
  return declared.length === 0 || declared.some((alternative) => Object.entries(alternative).every(holds));
}

/** What is built: API Gateway's method, the authorizer behind it, and the router that asks for its word. */
function gatewayLetsIn(
  { gateway, router, authorizer }: Compiled,
  method: string,
  path: string,
  caller: Caller,
): boolean {
  const operation = router.get(requestOf(method, path));
  if (operation === undefined) throw new Error(`no operation ${method} ${path}`);
  const { security } = objectOf(below(gateway, 'paths', operation.resource, method));
  const [needed = {}, ...others] = security as readonly Requirement[]; // always explicit
  if (others.length > 0) throw new Error('API Gateway knows no alternatives');
  const schemes = Object.keys(needed).map((name) => objectOf(below(gateway, 'components', 'securitySchemes', name)));
  const authorized = schemes.some((scheme) => 'x-amazon-apigateway-authorizer' in scheme);
  const keyed = schemes.some((scheme) => scheme.name === 'x-api-key');
  if (schemes.length !== Number(authorized) + Number(keyed)) throw new Error('a scheme that guards nothing');
  if (operation.secured !== authorized) throw new Error('the router and API Gateway disagree');
  const passes = (authorizer.get(operation.id) ?? []).some((all) =>
    all.every(
      ({ scheme, scopes }) => scheme === caller.scheme && scopes.every((scope) => caller.scopes.includes(scope)),
    ),
  );
  return (!keyed || caller.key) && (!authorized || passes);
}
