import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AuthorizerParts, authorize as answerAuthorizer } from '../../lambdas/authorizer/authorize.ts';
import type { AuthorizerEvent } from '../../lambdas/authorizer/authorizer-request.ts';
import { openGroups } from '../../lambdas/authorizer/groups.ts';
import type { Credential } from '../../lambdas/core/authorization/credential.ts';
import { decideAuthorization } from '../../lambdas/core/authorization/decide-authorization.ts';
import { admitRequest } from '../../lambdas/core/routing/admit-request.ts';
import { compileRoutes } from '../../lambdas/core/routing/compile-routes.ts';
import { matchOperation } from '../../lambdas/core/routing/match-operation.ts';
import { authorizerConfig, compile, gatewayDocument, routerConfig } from '../../lib/compiler/index.ts';
import { parseDocument } from '../../lib/compiler/parse-document.ts';
import { authorize } from '../../lib/local/steps/authorize.ts';
import { authorizerCache } from '../../lib/local/steps/authorizer-cache.ts';
import { draws } from '../support/draws.ts';
import { exchangeAt, FUNCTION_ARN, functionsOf, type Json, NOW, stageOf } from '../support/local-api.ts';

const URI = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION_ARN}/invocations`;
const SCHEMES = {
  session: { type: 'http', scheme: 'bearer', 'x-gateway': { issuer: 'https://a.example.com', audience: null } },
  partner: { type: 'http', scheme: 'bearer', 'x-gateway': { issuer: 'https://b.example.com', audience: null } },
  own: { type: 'apiKey', in: 'query', name: 'own-key' },
};

/** A credential's text is what it proves: `session read,write`. */
function proven(scheme: string, text: string | undefined): Credential {
  const [name, scopes = ''] = text?.split(' ') ?? [];
  if (name !== scheme) return { kind: 'refused', reason: 'credential-absent' };
  const identity = {
    issuer: name,
    subject: 'me',
    scopes: scopes.split(',').filter(Boolean),
    claims: {},
    expiresAt: NOW + 30_000,
  };
  return { kind: 'verified', identity };
}

function deployed(root: Json) {
  const { model } = compile(parseDocument('a.json', JSON.stringify(root)), { resourceQuota: 12 });
  const config = model && authorizerConfig(model);
  if (model === undefined || config === undefined) return undefined;
  const verifiers = Object.keys(config.schemes).map(
    (name): [string, AuthorizerParts['verifiers'] extends ReadonlyMap<string, infer One> ? One : never] => [
      name,
      {
        verify: async ({ multiValueHeaders, multiValueQueryStringParameters }) =>
          proven(
            name,
            name === 'own' ? multiValueQueryStringParameters['own-key']?.[0] : multiValueHeaders.Authorization?.[0],
          ),
      },
    ],
  );
  const parts: AuthorizerParts = {
    config,
    routes: compileRoutes(config.operations),
    groups: openGroups(config),
    verifiers: new Map(verifiers),
    tokenPlanKeys: undefined,
    log: () => undefined,
  };
  const router = routerConfig(model);
  return {
    operations: model.operations.filter(({ security }) => security.requirements !== undefined),
    stage: stageOf(gatewayDocument(model, { routerUri: URI, streamingRouterUri: URI, authorizerUri: URI }) as Json),
    functions: functionsOf({
      [FUNCTION_ARN]: (event) => answerAuthorizer(event as unknown as AuthorizerEvent, parts, NOW),
    }),
    router,
    routes: compileRoutes(router.operations),
  };
}

type Deployed = NonNullable<ReturnType<typeof deployed>>;
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly token: string;
}

/** How API Gateway and the router answer, with what the cache holds: the step of the local gateway, and the router's own check. */
async function answer(
  gateway: Deployed,
  { method, path, token }: Asked,
  cache: ReturnType<typeof authorizerCache>,
  now = NOW,
) {
  const rawHeaders = token === '' ? [] : ['Authorization', token];
  const query = token.startsWith('own') ? `own-key=${encodeURIComponent(token)}` : '';
  const exchange = { ...exchangeAt(gateway.stage, { httpMethod: method, stagePath: path, rawHeaders, query }), now };
  const guard = exchange.method.authorizer;
  if (guard === undefined || guard.kind === 'elsewhere') throw new Error(`${method} ${path} is open`);
  const { functions } = gateway;
  const judged = await authorize(
    guard,
    exchange,
    { functions, cache, clock: () => now, onLog: () => undefined },
    false,
  );
  if (judged.kind === 'refusal') return judged.status;
  const { operation, operations, expires } = judged.context as Readonly<Record<string, string>>;
  const admission = admitRequest(gateway.routes, {
    message: { method, path, query, headers: token === '' ? [] : [['Authorization', token]], body: undefined },
    resource: exchange.method.resourcePath,
    word: { operation, operations, expires },
    authorizer: gateway.router.authorizer,
    now,
  });
  return admission.kind === 'admitted' ? `admitted ${admission.operation.id}` : admission.problem.status;
}

const scopes = fc.subarray(['read', 'write']);
const security = fc.oneof(
  { arbitrary: scopes.map((some) => [{ session: some }]), weight: 4 },
  { arbitrary: fc.tuple(scopes, scopes).map(([some, other]) => [{ session: some }, { partner: other }]), weight: 2 },
  { arbitrary: fc.constantFrom([{ own: [] }], [{ own: [] }, { session: ['read'] }], [{ session: [] }, {}]), weight: 1 },
);
const path = fc
  .array(fc.constantFrom('a', 'b', '{x}', '{x}.json'), { maxLength: 3 })
  .filter((parts) => parts.filter((part) => part.startsWith('{')).length < 2)
  .map((parts) => `/${parts.join('/')}`);
const item = fc.record({ get: fc.record({ security }), put: fc.record({ security }) }, { requiredKeys: ['get'] });
const document = fc.dictionary(path, item, { minKeys: 2, maxKeys: 6, noNullPrototype: true }).map((paths) => ({
  openapi: '3.0.3',
  info: { title: 'generated', version: '1' },
  servers: [{ url: 'https://api.example.com' }],
  paths,
  components: { securitySchemes: SCHEMES },
}));
const token = fc.constantFrom('session', 'session read', 'session read,write', 'partner write', 'own x', 'unknown', '');
const requests = (gateway: Deployed) =>
  gateway.operations.flatMap(({ method, path: template }) => {
    const filled = template.replaceAll('{x}', 'v');
    return [filled, filled === '/' ? filled : `${filled}/`, filled.replace('.json', '.txt')].map((one) => ({
      method,
      path: one,
    }));
  });

describe('an answer that API Gateway keeps', () => {
  it('is right for every other operation, whichever came first', async () => {
    let kept = 0;
    await fc.assert(
      fc.asyncProperty(document, token, async (root, held) => {
        const gateway = deployed(root);
        if (gateway === undefined) return;
        const asked = requests(gateway).filter(({ method, path: one }) => isServed(gateway, method, one));
        const fresh: (string | number)[] = await Promise.all(
          asked.map((one) => answer(gateway, { ...one, token: held }, authorizerCache())),
        );
        expect(fresh).toEqual(asked.map((one, at) => decided(gateway, { ...one, token: held }) ?? fresh[at]));
        for (const first of asked) {
          const cache = authorizerCache();
          await answer(gateway, { ...first, token: held }, cache);
          const calls = gateway.functions.calls.length;
          const after = [];
          for (const one of asked) after.push(await answer(gateway, { ...one, token: held }, cache));
          kept += asked.length - (gateway.functions.calls.length - calls);
          expect([first, after]).toEqual([first, fresh]);
        }
      }),
      { numRuns: draws(48) },
    );
    expect(kept).toBeGreaterThan(draws(100));
  });

  it('counts no longer than the token, and for no other deploy', async () => {
    const paths = (scope: string) => ({ '/a': { get: { security: [{ session: [scope] }] } } });
    const rest = {
      openapi: '3.0.3',
      info: { title: 't', version: '1' },
      servers: [{ url: 'https://a' }],
      components: { securitySchemes: SCHEMES },
    };
    const [before, next] = [deployed({ ...rest, paths: paths('read') }), deployed({ ...rest, paths: paths('write') })];
    if (before === undefined || next === undefined) throw new Error('both compile');
    const cache = authorizerCache();
    const asked = { method: 'GET', path: '/a', token: 'session read' };
    expect(await answer(before, asked, cache)).toBe('admitted GET /a');
    expect(await answer(next, asked, cache)).toBe(403);
    expect(await answer(before, asked, cache, NOW + 59_000)).toBe('admitted GET /a');
    expect(await answer(before, asked, cache, NOW + 59_999)).toBe('admitted GET /a');
    const late = authorizerCache();
    await answer(before, asked, late, NOW + 5_000);
    expect(await answer(before, asked, late, NOW + 60_000)).toBe(401);
  });
});

/** What the document says, without any policy; `undefined`: the request is of no operation. */
function decided(gateway: Deployed, { method, path: asked, token: held }: Asked): string | number | undefined {
  const match = matchOperation(gateway.routes, method, asked.replace(/(?<=.)\/$/, ''));
  const operation =
    match.kind === 'matched' ? gateway.operations.find(({ id }) => id === match.operation.id) : undefined;
  if (operation === undefined) return undefined;
  const { id, security: needed } = operation;
  const credentials = new Map(Object.keys(SCHEMES).map((name) => [name, proven(name, held)]));
  const { kind } = decideAuthorization({ id, requirements: needed.requirements ?? [] }, credentials);
  return { allow: `admitted ${id}`, forbidden: 403, unauthenticated: 401 }[kind];
}

function isServed({ stage }: Deployed, httpMethod: string, stagePath: string): boolean {
  try {
    return exchangeAt(stage, { httpMethod, stagePath }).method.authorizer !== undefined;
  } catch {
    return false;
  }
}
