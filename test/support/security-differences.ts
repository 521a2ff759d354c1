import type { Credential } from '../../lambdas/core/authorization/credential.ts';
import { decideAuthorization } from '../../lambdas/core/authorization/decide-authorization.ts';
import type { AuthorizedOperation, AuthorizerConfig } from '../../lambdas/core/authorizer-config.ts';
import type { ApiModel } from '../../lib/compiler/api-model.ts';
import { authorizerConfig, gatewayDocument, routerConfig } from '../../lib/compiler/index.ts';

type Json = Readonly<Record<string, unknown>>;
type Requirement = Readonly<Record<string, readonly string[]>>;

/** What a caller proves: for some of the document's schemes that it holds their credentials, with the same scopes each. */
interface Caller {
  readonly schemes: readonly string[];
  readonly scopes: readonly string[];
}

interface Compiled {
  readonly root: Json;
  readonly model: ApiModel;
  readonly gateway: object;
  readonly router: ReadonlyMap<string, ReturnType<typeof routerConfig>['operations'][number]>;
  readonly authorizer: AuthorizerConfig | undefined;
  readonly authorized: ReadonlyMap<string, AuthorizedOperation>;
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
  const compiled: Compiled = {
    root,
    model,
    gateway: gatewayDocument(model, BINDINGS),
    router: new Map(routerConfig(model).operations.map((one) => [requestOf(one.method, one.path), one])),
    authorizer,
    authorized: new Map((authorizer?.operations ?? []).map((one) => [one.id, one])),
  };
  const differences: string[] = [];
  let compared = 0;
  const everyone = new Map<string, readonly Caller[]>();
  for (const [path, method, operation] of declaredOperations(root)) {
    compared++;
    const declared = securityOf(root, operation);
    const key = JSON.stringify(declared);
    const callers = everyone.get(key) ?? callersOf(root, declared);
    everyone.set(key, callers);
    for (const caller of callers) {
      const expected = documentLetsIn(root, declared, caller);
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

const securityOf = (root: Json, operation: Json) =>
  ('security' in operation ? operation.security : (root.security ?? [])) as readonly Requirement[]; // its type by OpenAPI, and nothing else compiles

/** Every combination of the credentials that an operation knows, and of one that it does not; of its scopes none, one, all. */
function callersOf(root: Json, declared: readonly Requirement[]): readonly Caller[] {
  const own = [...new Set(declared.flatMap((alternative) => Object.keys(alternative)))];
  const strange = Object.keys(schemesOf(root)).find((name) => !own.includes(name));
  const schemes = [...own.slice(0, MOST_SCHEMES), ...(strange === undefined ? [] : [strange])];
  const scopes = [...new Set(declared.flatMap((alternative) => Object.values(alternative).flat()))];
  const subsets = Array.from({ length: 2 ** schemes.length }, (_, bits) => schemes.filter((_, at) => (bits >> at) & 1));
  const granted = [[], scopes.slice(0, 1), scopes.slice(1), scopes];
  return subsets.flatMap((subset) => granted.map((some) => ({ schemes: subset, scopes: some })));
}

const MOST_SCHEMES = 5;

/** Two names of the one key that a request can hold are one credential. */
const isPlanKey = (root: Json, name: string): boolean => {
  const scheme = objectOf(resolve(root, below(schemesOf(root), name)));
  return scheme.type === 'apiKey' && scheme.in === 'header' && /^x-api-key$/i.test(String(scheme.name));
};

/** OpenAPI's own meaning, read from the document alone: an alternative holds when each of its schemes does. */
function documentLetsIn(root: Json, declared: readonly Requirement[], caller: Caller): boolean {
  const key = caller.schemes.some((name) => isPlanKey(root, name));
  const holds = ([name, scopes]: readonly [string, readonly string[]]): boolean =>
    isPlanKey(root, name)
      ? key
      : caller.schemes.includes(name) && scopes.every((scope) => caller.scopes.includes(scope));
  return declared.length === 0 || declared.some((alternative) => Object.entries(alternative).every(holds));
}

/** What is built: API Gateway's method, the authorizer behind it, and the router that asks for its word. */
function gatewayLetsIn(compiled: Compiled, method: string, path: string, caller: Caller): boolean {
  const { gateway, router, model } = compiled;
  const operation = router.get(requestOf(method, path));
  if (operation === undefined) throw new Error(`no operation ${method} ${path}`);
  const { security } = objectOf(below(gateway, 'paths', operation.resource, method));
  const [needed = {}, ...others] = security as readonly Requirement[]; // always explicit
  if (others.length > 0) throw new Error('API Gateway knows no alternatives');
  const schemes = Object.entries(needed).map(
    ([name, scopes]) => [objectOf(below(gateway, 'components', 'securitySchemes', name)), scopes] as const,
  );
  const kinds = schemes.map(([scheme]) => String(scheme['x-amazon-apigateway-authtype'] ?? scheme.name));
  if (kinds.some((kind) => !['custom', 'awsSigv4', 'cognito_user_pools', 'x-api-key'].includes(kind)))
    throw new Error('a scheme that guards nothing');
  const guarded = kinds.some((kind) => kind !== 'x-api-key');
  if (operation.secured !== guarded) throw new Error('the router and API Gateway disagree');
  const answer = kinds.includes('custom') ? authorizes(compiled, operation.id, caller) : true;
  if (answer === false || !schemes.every(([scheme, scopes]) => isPassed(compiled.root, scheme, scopes, caller)))
    return false;
  return (
    !kinds.includes('x-api-key') ||
    (model.keySource === 'HEADER' ? holdsKey(compiled.root, caller) : answer === 'metered')
  );
}

const holdsKey = (root: Json, { schemes }: Caller): boolean => schemes.some((name) => isPlanKey(root, name));

/** What API Gateway checks by itself: of several scopes it takes any one. */
function isPassed(root: Json, scheme: Json, needed: readonly string[], { schemes, scopes }: Caller): boolean {
  const type = { awsSigv4: 'iam', cognito_user_pools: 'cognito' }[String(scheme['x-amazon-apigateway-authtype'])];
  if (type === undefined) return true;
  const held = schemes.some((name) => below(schemesOf(root), name, 'x-gateway', 'type') === type);
  return held && (needed.length === 0 || needed.some((scope) => scopes.includes(scope)));
}

/** Whether the authorizer allows the operation, and whether API Gateway learns from it which key to count by. */
function authorizes({ root, authorizer, authorized }: Compiled, id: string, caller: Caller): boolean | 'metered' {
  const operation = authorized.get(id);
  if (operation === undefined || authorizer === undefined) throw new Error(`the authorizer does not know ${id}`);
  const key = holdsKey(root, caller);
  const credentials = Object.entries(authorizer.schemes).flatMap(
    ([name, { kind }]): (readonly [string, Credential])[] => {
      const identity = { issuer: name, subject: 'me', scopes: caller.scopes, claims: {} };
      const planKey = { value: 'sent', id: 'k', consumer: 'me', plan: 'p' };
      if (kind === 'plan-key') return key ? [[name, { kind: 'verified', identity: { ...identity, planKey } }]] : [];
      return caller.schemes.includes(name) ? [[name, { kind: 'verified', identity }]] : [];
    },
  );
  const decision = decideAuthorization(operation, new Map(credentials));
  if (decision.kind !== 'allow') return false;
  if (!operation.metered) return true;
  return decision.planKey !== undefined || authorizer.defaultPlan !== undefined ? 'metered' : true;
}
