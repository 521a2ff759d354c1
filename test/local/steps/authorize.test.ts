import { describe, expect, it } from '@jest/globals';
import { authorize } from '../../../lib/local/steps/authorize.ts';
import { authorizerCache } from '../../../lib/local/steps/authorizer-cache.ts';
import type { ClientRequest } from '../../../lib/local/steps/exchange.ts';
import {
  exchangeAt,
  FUNCTION_ARN,
  functionsOf,
  type Json,
  mockIntegration,
  NOW,
  openApi,
  stageOf,
} from '../../support/local-api.ts';

const authorizerUri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION_ARN}/invocations`;
const REQUEST_NO_CACHE = { type: 'request', authorizerUri, authorizerResultTtlInSeconds: 0 };
const REQUEST_CACHED = {
  type: 'request',
  authorizerUri,
  identitySource: 'method.request.header.Authorization, method.request.querystring.tenant',
};
const TOKEN = { type: 'token', authorizerUri, identityValidationExpression: 'Bearer .+' };

function stageWith(authorizer: Json) {
  const scheme = { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authorizer': authorizer };
  const operation = { ...mockIntegration('ok'), security: [{ lambda: [] }] };
  return stageOf(openApi({ '/{proxy+}': { get: operation } }, { components: { securitySchemes: { lambda: scheme } } }));
}

const policy = (Effect: string, Resource: unknown) => ({
  principalId: 'user',
  policyDocument: { Statement: [{ Effect, Action: 'execute-api:Invoke', Resource }] },
});

/** Sends requests to one gateway, one after the other. */
function gateway(authorizer: Json, handler: (event: Json) => unknown) {
  const stage = stageWith(authorizer);
  const functions = functionsOf({ [FUNCTION_ARN]: handler });
  const cache = authorizerCache();
  let now = NOW;
  const log: string[] = [];
  return {
    functions,
    log,
    later: (milliseconds: number) => {
      now += milliseconds;
    },
    send: async (path: string, request: Partial<ClientRequest> = {}) => {
      const exchange = {
        ...exchangeAt(stage, { stagePath: path, rawHeaders: ['authorization', 'Bearer x'], ...request }),
        now,
      };
      const { authorizer: settings } = exchange.method;
      if (settings === undefined || settings.kind === 'elsewhere') throw new Error('the method has no authorizer');
      const tools = { functions, cache, clock: () => now, onLog: (line: string) => log.push(line) };
      return authorize(settings, exchange, tools, false);
    },
  };
}

describe('authorize', () => {
  it('passes on the principal and the context as strings', async () => {
    const { send } = gateway(REQUEST_NO_CACHE, (event) => ({ ...policy('Allow', event.methodArn), context: { n: 3 } }));
    expect(await send('/pets')).toMatchObject({
      kind: 'authorized',
      context: { principalId: 'user', n: '3', integrationLatency: 0 },
    });
  });

  it('names the method by the path of the request', async () => {
    const { send, functions } = gateway(TOKEN, () => policy('Allow', '*'));
    await send('/pets/1');
    expect(functions.calls).toEqual([
      {
        type: 'TOKEN',
        methodArn: 'arn:aws:execute-api:us-east-1:000000000000:abcde12345/prod/GET/pets/1',
        authorizationToken: 'Bearer x',
      },
    ]);
  });

  it.each<
    [what: string, authorizer: Json, handler: (event: Json) => unknown, request: Partial<ClientRequest>, refusal: Json]
  >([
    [
      'an explicit deny',
      REQUEST_NO_CACHE,
      () => policy('Deny', '*'),
      {},
      {
        status: 403,
        message: 'User is not authorized to access this resource with an explicit deny in an identity-based policy',
      },
    ],
    [
      'a policy for another method',
      REQUEST_NO_CACHE,
      () => policy('Allow', 'arn:other'),
      {},
      { status: 403, message: 'User is not authorized to access this resource' },
    ],
    [
      'what the function calls Unauthorized',
      REQUEST_NO_CACHE,
      () => {
        throw new Error('Unauthorized');
      },
      {},
      { status: 401, message: 'Unauthorized' },
    ],
    [
      'a function that fails otherwise',
      REQUEST_NO_CACHE,
      () => {
        throw new Error('Unauthorized!');
      },
      {},
      { status: 500, message: null, errorType: 'AuthorizerConfigurationException' },
    ],
    ['a malformed answer', REQUEST_NO_CACHE, () => 'yes', {}, { status: 500, message: null }],
    [
      'a request without its identity source',
      REQUEST_CACHED,
      () => policy('Allow', '*'),
      { rawHeaders: [] },
      { status: 401, message: 'Unauthorized' },
    ],
    [
      'a blank identity source',
      TOKEN,
      () => policy('Allow', '*'),
      { rawHeaders: ['Authorization', ' '] },
      { status: 401 },
    ],
    [
      'a token that the expression does not match',
      TOKEN,
      () => policy('Allow', '*'),
      { rawHeaders: ['Authorization', 'Basic x'] },
      { status: 401 },
    ],
    [
      'a method ARN that is too long',
      REQUEST_NO_CACHE,
      () => policy('Allow', '*'),
      { stagePath: `/${'x'.repeat(1600)}` },
      { status: 414 },
    ],
  ])('refuses %s', async (_, authorizer, handler, request, refusal) => {
    const { send } = gateway(authorizer, handler);
    expect(await send(request.stagePath ?? '/pets', request)).toMatchObject({ kind: 'refusal', ...refusal });
  });

  it('asks for a missing identity nobody', async () => {
    const { send, functions } = gateway(REQUEST_CACHED, () => policy('Allow', '*'));
    await send('/pets');
    expect(functions.calls).toEqual([]);
  });

  it('caches the answer by identity until its time is over', async () => {
    const { send, functions, later } = gateway(REQUEST_CACHED, () => policy('Allow', '*'));
    await send('/pets', { query: 'tenant=a' });
    await send('/toys', { query: 'tenant=a' });
    await send('/pets', { query: 'tenant=b' });
    expect(functions.calls).toHaveLength(2);
    later(300_000);
    await send('/pets', { query: 'tenant=a' });
    expect(functions.calls).toHaveLength(3);
  });

  it('evaluates a cached policy for each method anew', async () => {
    const { send, functions } = gateway(REQUEST_CACHED, (event) => policy('Allow', event.methodArn));
    expect(await send('/a', { query: 'tenant=a' })).toMatchObject({ kind: 'authorized' });
    expect(await send('/b', { query: 'tenant=a' })).toMatchObject({
      status: 403,
      message: 'User is not authorized to access this resource',
    });
    expect(functions.calls).toHaveLength(1);
  });

  it('gives a REQUEST authorizer empty maps and the length of the body', async () => {
    const { send, functions } = gateway(REQUEST_NO_CACHE, () => policy('Allow', '*'));
    await send('/pets', { rawHeaders: ['Content-Length', '0'] });
    const [event] = functions.calls;
    expect(event).toMatchObject({
      type: 'REQUEST',
      resource: '/{proxy+}',
      path: '/pets',
      queryStringParameters: {},
      multiValueQueryStringParameters: {},
      pathParameters: { proxy: 'pets' },
      stageVariables: {},
    });
    expect(event?.headers).toMatchObject({ 'Content-Length': '0' });
    expect(Object.keys(event ?? {})).not.toContain('body');
  });
});
