import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { authorizerConfig, compile, gatewayDocument, routerConfig } from '../../lib/compiler/index.ts';
import { parseDocument } from '../../lib/compiler/parse-document.ts';

type Json = Readonly<Record<string, unknown>>;
type Requirement = Readonly<Record<string, readonly string[]>>;

/** What a caller sends: the key of a plan or none, and a token of one scheme with its scopes, or none. */
interface Caller {
  readonly key: boolean;
  readonly scheme: string | undefined;
  readonly scopes: readonly string[];
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];
const objectOf = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {}); // a member is unknown until it is read
const below = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce((node, key) => Object.entries(objectOf(node)).find(([name]) => name === key)?.[1], value);
const resolve = (root: Json, value: unknown): unknown => {
  const reference = below(value, '$ref');
  return typeof reference === 'string' ? below(root, ...reference.slice(2).split('/')) : value;
};

/** OpenAPI's own meaning, read from the document alone: an alternative holds when each of its schemes does. */
function documentLetsIn(root: Json, operation: Json, caller: Caller): boolean {
  const declared = ('security' in operation ? operation.security : (root.security ?? [])) as readonly Requirement[]; // its type by OpenAPI, and nothing else compiles
  const holds = ([name, scopes]: readonly [string, readonly string[]]): boolean => {
    const scheme = objectOf(resolve(root, below(root, 'components', 'securitySchemes', name)));
    if (scheme.type === 'apiKey')
      return caller.key && /^x-api-key$/i.test(String(scheme.name)) && scheme.in === 'header';
    const isToken = /^(oauth2|openIdConnect)$/.test(String(scheme.type)) || /^bearer$/i.test(String(scheme.scheme));
    return isToken && caller.scheme === name && scopes.every((scope) => caller.scopes.includes(scope));
  };
  return declared.length === 0 || declared.some((alternative) => Object.entries(alternative).every(holds));
}

interface Compiled {
  readonly gateway: object;
  readonly router: ReturnType<typeof routerConfig>;
  readonly authorizer: ReturnType<typeof authorizerConfig>;
}

/** What is built: API Gateway's method, the authorizer behind it, and the router that asks for its word. */
function gatewayLetsIn(
  { gateway, router, authorizer }: Compiled,
  method: string,
  path: string,
  caller: Caller,
): boolean {
  const operation = router.operations.find((one) => one.method === method.toUpperCase() && one.path === path);
  if (operation === undefined) throw new Error(`no operation ${method} ${path}`);
  const { security } = objectOf(below(gateway, 'paths', operation.resource, method));
  const [needed = {}, ...others] = security as readonly Requirement[]; // always explicit
  if (others.length > 0) throw new Error('API Gateway knows no alternatives');
  const schemes = Object.keys(needed).map((name) => objectOf(below(gateway, 'components', 'securitySchemes', name)));
  const authorized = schemes.some((scheme) => 'x-amazon-apigateway-authorizer' in scheme);
  const keyed = schemes.some((scheme) => scheme.name === 'x-api-key');
  if (schemes.length !== Number(authorized) + Number(keyed)) throw new Error('a scheme that guards nothing');
  if (operation.secured !== authorized) throw new Error('the router and API Gateway disagree');
  const requirements = authorizer?.operations.find(({ id }) => id === operation.id)?.requirements ?? [];
  const passes = requirements.some((all) =>
    all.every(
      ({ scheme, scopes }) => scheme === caller.scheme && scopes.every((scope) => caller.scopes.includes(scope)),
    ),
  );
  return (!keyed || caller.key) && (!authorized || passes);
}

const callers = (schemes: readonly string[], scopes: readonly string[]): readonly Caller[] =>
  [true, false].flatMap((key) => [
    { key, scheme: undefined, scopes: [] },
    ...schemes.flatMap((scheme) => [[], scopes.slice(0, 1), scopes].map((some) => ({ key, scheme, scopes: some }))),
  ]);

/** How many operations were compared; 0 where the document is refused. */
function compare(root: Json, resourceQuota: number): number {
  const defaultIssuer = { issuer: 'https://id.example.com', audience: null };
  const backend = ['https://api.example.com'];
  const source = parseDocument('a.json', JSON.stringify(root));
  const { model } = compile(source, { defaultIssuer, backend, resourceQuota });
  if (model === undefined) return 0;
  const bindings = {
    routerUri: 'r',
    streamingRouterUri: 's',
    credentials: 'c',
    authorizerUri: 'a',
    authorizerCredentials: 'c',
  };
  const compiled = {
    gateway: gatewayDocument(model, bindings),
    router: routerConfig(model),
    authorizer: authorizerConfig(model),
  };
  const scopes = [
    ...new Set(
      (compiled.authorizer?.operations ?? []).flatMap((one) => one.requirements.flat(2)).flatMap((one) => one.scopes),
    ),
  ];
  const everyone = callers(Object.keys(objectOf(below(root, 'components', 'securitySchemes'))), scopes);
  let compared = 0;
  for (const [path, written] of Object.entries(objectOf(root.paths)).filter(([key]) => !/[#?]/.test(key))) {
    const item = { ...objectOf(resolve(root, written)), ...objectOf(written) };
    for (const method of METHODS.filter((each) => each in item)) {
      const operation = objectOf(below(item, method));
      if ([item, operation].some((owner) => below(owner, 'x-gateway', 'disabled') === true)) continue;
      compared++;
      for (const caller of everyone) {
        const expected = documentLetsIn(root, operation, caller);
        if (gatewayLetsIn(compiled, method, path, caller) !== expected)
          throw new Error(`${method} ${path}: expected ${expected} for ${JSON.stringify(caller)}`);
      }
    }
  }
  return compared;
}

const SCHEMES = {
  session: { type: 'openIdConnect', openIdConnectUrl: 'https://id.example.com/.well-known/openid-configuration' },
  partner: { type: 'oauth2', flows: {} },
  bearer: { type: 'http', scheme: 'Bearer' },
  alias: { $ref: '#/components/securitySchemes/partner' },
  key: { type: 'apiKey', in: 'header', name: 'X-API-Key', 'x-amazon-apigateway-authorizer': { type: 'token' } },
  basic: { type: 'http', scheme: 'basic' },
  query: { type: 'apiKey', in: 'query', name: 'x-api-key' },
};

const often = <T>(value: fc.Arbitrary<T>, weight: number) => ({ arbitrary: value, weight });
const schemeName = fc.oneof(
  often(fc.constantFrom('session', 'partner', 'bearer', 'alias', 'key'), 12),
  often(fc.constantFrom('basic', 'query', 'mistyped', '__proto__', 'constructor'), 1),
);
const scopes = fc.subarray(['read', 'write']);
const requirement = fc
  .array(fc.tuple(schemeName, fc.oneof(often(fc.constant([]), 3), often(scopes, 1))), { maxLength: 2 })
  .map((entries) => Object.fromEntries(entries));
const security = fc.oneof(
  often(
    fc.array(
      fc.tuple(fc.constantFrom('session', 'partner'), scopes).map(([one, some]) => ({ [one]: some })),
      { maxLength: 3 },
    ),
    3,
  ),
  often(
    fc.tuple(fc.constantFrom('session', 'alias'), scopes).map(([one, some]) => [{ key: [], [one]: some }]),
    1,
  ),
  often(fc.constant([{ key: [] }]), 1),
  often(fc.array(requirement, { maxLength: 2 }), 2),
);
const policy = fc.constantFrom<Json>(
  {},
  { stream: true },
  { mock: { status: 204 } },
  { cors: { origins: '*' } },
  { cors: null, throttle: null, headers: null },
  { disabled: true },
  { throttle: { rate: 1, burst: 1 } },
);
const operation = fc.record(
  { security, 'x-gateway': policy, 'x-amazon-apigateway-request-validator': fc.constant('none') },
  { requiredKeys: [] },
);
const item = fc.record(
  { get: operation, post: operation, $ref: fc.constant('#/components/pathItems/shared'), 'x-gateway': policy },
  { requiredKeys: [] },
);
const path = fc
  .array(fc.constantFrom('a', 'b', '{x}', '{y}', '{x}.json', 'é'), { maxLength: 3 })
  .filter((parts) => new Set(parts).size === parts.length && !(parts.includes('{x}') && parts.includes('{x}.json')))
  .map((parts) => `/${parts.join('/')}`);
const document = fc
  .record({
    security: fc.option(security, { nil: undefined }),
    paths: fc.dictionary(path, item, { maxKeys: 6 }),
    shared: operation,
    policy,
  })
  .map(({ shared, policy: root, ...rest }) => ({
    openapi: '3.1.0',
    ...rest,
    'x-gateway': 'disabled' in root ? {} : root,
    components: { securitySchemes: SCHEMES, pathItems: { shared: { delete: shared } } },
  }));

describe('compile', () => {
  it('lets in exactly whom the document lets in, or refuses the document', () => {
    let compared = 0;
    fc.assert(
      fc.property(document, fc.constantFrom(4, 300), (root, quota) => {
        compared += compare(root, quota);
      }),
      { numRuns: 500 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  it('does so for real documents', () => {
    const folder = join(import.meta.dirname, '..', 'data', 'openapi');
    const counts = readdirSync(folder).map((file) => {
      const root: Json = JSON.parse(gunzipSync(readFileSync(join(folder, file))).toString());
      return compare(root, 300);
    });
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(5);
  });
});
