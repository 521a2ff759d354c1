import { afterAll, describe, expect, it } from '@jest/globals';
import {
  AccessLogFormat,
  ApiKeySourceType,
  IdentitySource,
  LambdaIntegration,
  LogGroupLogDestination,
  MockIntegration,
  Period,
  RequestAuthorizer,
  ResponseType,
  RestApi,
  TokenAuthorizer,
} from 'aws-cdk-lib/aws-apigateway';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Duration } from 'aws-cdk-lib/core';
import { serveForeignApp } from '../support/foreign-app.ts';
import { send } from '../support/send.ts';

const POLICY = (effect: string, resource: string, more = '') =>
  `({ principalId: 'me', policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: ${effect}, Resource: ${resource} }] } ${more} })`;
const VALUE = 'a-key-of-a-foreign-app-1';
const OTHER = 'a-key-of-a-foreign-app-2';

const keyed = await serveForeignApp(({ stack }) => {
  const api = new RestApi(stack, 'Api', {
    deployOptions: {
      throttlingRateLimit: 1000,
      throttlingBurstLimit: 1000,
      methodOptions: { '/slow/GET': { throttlingRateLimit: 1, throttlingBurstLimit: 2 } },
      accessLogDestination: new LogGroupLogDestination(new LogGroup(stack, 'Log')),
      accessLogFormat: AccessLogFormat.custom(
        '$context.requestId $context.status $context.identity.apiKeyId $context.error.responseType $context.resourcePath',
      ),
    },
  });
  const mock = new MockIntegration({
    requestTemplates: { 'application/json': '{"statusCode":200}' },
    integrationResponses: [{ statusCode: '200' }],
  });
  const responses = { methodResponses: [{ statusCode: '200' }] };
  const quota = api.root.addResource('quota');
  quota.addMethod('GET', mock, { apiKeyRequired: true, ...responses });
  api.root.addResource('open').addMethod('GET', mock, responses);
  api.root.addResource('slow').addMethod('GET', mock, responses);
  const plan = api.addUsagePlan('Plan', {
    throttle: { rateLimit: 1000, burstLimit: 1000 },
    quota: { limit: 3, period: Period.DAY },
    apiStages: [{ stage: api.deploymentStage }],
  });
  plan.addApiKey(api.addApiKey('Key', { value: VALUE }));
  api.addApiKey('Loose', { value: OTHER });
  api.addGatewayResponse('Quota', {
    type: ResponseType.QUOTA_EXCEEDED,
    responseHeaders: { 'Retry-After': "'3600'" },
    templates: { 'application/json': '{"code":"$context.error.responseType","key":"$context.identity.apiKeyId"}' },
  });
});
afterAll(() => keyed.close());

const authorized = await serveForeignApp(({ stack, lambda }) => {
  const api = new RestApi(stack, 'Api', {
    deployOptions: {
      variables: { secret: 'open sesame' },
      accessLogDestination: new LogGroupLogDestination(new LogGroup(stack, 'Log')),
      accessLogFormat: AccessLogFormat.custom(
        '$context.requestId $context.authorizer.status $context.authorizer.latency $context.authorizer.principalId',
      ),
    },
  });
  const echo = new LambdaIntegration(
    lambda('Echo', 'return { statusCode: 200, body: JSON.stringify(event.requestContext.authorizer) };'),
  );
  const token = new TokenAuthorizer(stack, 'Token', {
    handler: lambda(
      'ByToken',
      `if (event.authorizationToken === 'Bearer who') throw new Error('Unauthorized');
       if (event.authorizationToken === 'Bearer bug') throw new Error('something else');
       if (event.authorizationToken === 'Bearer odd') return ${POLICY("'Allow'", "'*'", ', context: { list: [1] }')};
       globalThis.calls = (globalThis.calls ?? 0) + 1;
       return ${POLICY("event.authorizationToken === 'Bearer no' ? 'Deny' : 'Allow'", 'event.methodArn', ', context: { calls: globalThis.calls, yes: true }')};`,
    ),
    validationRegex: '^Bearer [a-z]+$',
    resultsCacheTtl: Duration.minutes(5),
  });
  const request = new RequestAuthorizer(stack, 'Request', {
    handler: lambda(
      'ByRequest',
      `return ${POLICY("'Allow'", "event.methodArn.replace(/GET.*/, '*')", ', context: { id: event.queryStringParameters.id }')};`,
    ),
    identitySources: [
      IdentitySource.header('X-Who'),
      IdentitySource.queryString('id'),
      IdentitySource.stageVariable('secret'),
    ],
  });
  api.root.addResource('token').addMethod('GET', echo, { authorizer: token });
  api.root.addResource('token2').addMethod('GET', echo, { authorizer: token });
  api.root.addResource('request').addMethod('GET', echo, { authorizer: request });
});
afterAll(() => authorized.close());

const byAuthorizer = await serveForeignApp(({ stack, lambda }) => {
  const api = new RestApi(stack, 'Api', { apiKeySourceType: ApiKeySourceType.AUTHORIZER });
  const authorizer = new TokenAuthorizer(stack, 'Token', {
    handler: lambda('ByToken', `return ${POLICY("'Allow'", "'*'", ', usageIdentifierKey: event.authorizationToken')};`),
  });
  api.root.addMethod(
    'GET',
    new LambdaIntegration(
      lambda('Echo', 'return { statusCode: 200, body: String(event.requestContext.identity.apiKey) };'),
    ),
    {
      authorizer,
      apiKeyRequired: true,
    },
  );
  const plan = api.addUsagePlan('Plan', { apiStages: [{ stage: api.deploymentStage }] });
  plan.addApiKey(api.addApiKey('Key', { value: VALUE }));
});
afterAll(() => byAuthorizer.close());

const get = (gateway: { url: string }, path: string, headers: Readonly<Record<string, string>> = {}) =>
  send(`${gateway.url}${path}`, { headers });

describe('keys, plans and throttles of a foreign app', () => {
  it('refuses no key, an unknown one, one in no plan, and counts only what needs one', async () => {
    for (const headers of [{}, { 'x-api-key': 'nobody-knows-this-value' }, { 'x-api-key': OTHER }]) {
      const { status, text, headers: fields } = await get(keyed, '/quota', headers as Record<string, string>);
      expect([status, text, fields['x-amzn-errortype']]).toEqual([
        403,
        '{"message":"Forbidden"}',
        'ForbiddenException',
      ]);
    }
    for (let count = 0; count < 5; count += 1) await get(keyed, '/open', { 'x-api-key': VALUE });
    const statuses = [];
    for (let count = 0; count < 5; count += 1)
      statuses.push((await get(keyed, '/quota', { 'X-API-Key': VALUE })).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    const over = await get(keyed, '/quota', { 'x-api-key': VALUE });
    expect(over.json()).toEqual({ code: 'QUOTA_EXCEEDED', key: expect.stringMatching(/^\w+$/) });
    expect(over.headers['retry-after']).toBe('3600');
  });

  it('throttles a method by the settings of its stage', async () => {
    const replies = await Promise.all([1, 2, 3, 4].map(() => get(keyed, '/slow')));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 200, 429, 429]);
    expect(replies.find(({ status }) => status === 429)?.text).toBe('{"message":"Too Many Requests"}');
  });

  it('writes the access log by its format, - for what there is not', async () => {
    await get(keyed, '/open');
    expect(keyed.accessLog.at(-1)).toMatch(/^[0-9a-f-]{36} 200 - - \/open$/);
    await get(keyed, '/quota', { 'x-api-key': VALUE });
    expect(keyed.accessLog.at(-1)).toMatch(/^[0-9a-f-]{36} 429 \w+ QUOTA_EXCEEDED \/quota$/);
  });
});

describe('authorizers of a foreign app', () => {
  const token = (value: string, path = '/token') => get(authorized, path, { authorization: `Bearer ${value}` });

  it('keeps an answer, and its policy with it', async () => {
    const first = await token('abc');
    expect([first.status, first.json()]).toMatchObject([200, { principalId: 'me', calls: '1', yes: 'true' }]);
    expect((await token('abc')).json()).toMatchObject({ calls: '1' });
    const other = await token('abc', '/token2');
    expect([other.status, other.text]).toEqual([403, '{"Message":"User is not authorized to access this resource"}']);
  });

  it.each([
    ['none', {}, 401, '{"message":"Unauthorized"}'],
    ['one that does not fit the expression', { authorization: 'Bearer A1' }, 401, '{"message":"Unauthorized"}'],
    ['one that the function does not know', { authorization: 'Bearer who' }, 401, '{"message":"Unauthorized"}'],
    ['one that it breaks on', { authorization: 'Bearer bug' }, 500, '{"message":null}'],
    ['one with a context that is no scalar', { authorization: 'Bearer odd' }, 500, '{"message":null}'],
    [
      'one that is denied',
      { authorization: 'Bearer no' },
      403,
      '{"Message":"User is not authorized to access this resource with an explicit deny in an identity-based policy"}',
    ],
  ])('answers %s', async (_, headers, status, text) => {
    const reply = await get(authorized, '/token', headers as Record<string, string>);
    expect([reply.status, reply.text]).toEqual([status, text]);
  });

  it('tells the access log what the authorizer said, and how long it took', async () => {
    expect((await token('abc')).status).toBe(200);
    expect(authorized.accessLog.at(-1)).toMatch(/^\S+ 200 \d+ me$/);
  });

  it('asks for each identity source', async () => {
    expect((await get(authorized, '/request?id=7', { 'X-Who': 'me' })).json()).toMatchObject({ id: '7' });
    expect((await get(authorized, '/request?id=8', { 'X-Who': 'me' })).json()).toMatchObject({ id: '8' });
    expect((await get(authorized, '/request?id=7')).status).toBe(401);
    expect((await get(authorized, '/request', { 'X-Who': 'me' })).status).toBe(401);
    expect((await get(authorized, '/request?id=', { 'X-Who': 'me' })).status).toBe(401);
  });

  it('takes keys from an authorizer, and from nowhere else', async () => {
    const fine = await get(byAuthorizer, '/', { authorization: VALUE });
    expect([fine.status, fine.text]).toEqual([200, VALUE]);
    expect((await get(byAuthorizer, '/', { authorization: 'unknown-key-0000000000', 'x-api-key': VALUE })).status).toBe(
      403,
    );
  });
});
