import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type LocalGateway, startLocalGateway } from '../../lib/local/index.ts';
import { type Json, mockIntegration, openApi } from '../support/local-api.ts';
import { authorizerScheme, invoke, usagePlan, writeLocalAssembly } from '../support/local-assembly.ts';
import { type Reply, send } from '../support/send.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { WrittenAssembly } from './assembly/write-assembly.ts';

/** Answers with its event, or with what the request's body says. */
const ECHO = `exports.handler = async (event) => {
  if (event.resource === '/answer') return JSON.parse(event.body);
  if (event.resource === '/fail') throw new Error('secret of the function');
  if (event.resource === '/slow') console.log('slow has begun');
  if (event.resource === '/slow') await new Promise((resolve) => setTimeout(resolve, 200));
  return { statusCode: 200, body: JSON.stringify({ ...event, environment: process.env }) };
};`;
const AUTHORIZE = `exports.handler = async (event) => {
  const token = event.headers.Authorization;
  if (token === undefined) throw new Error('Unauthorized');
  const Effect = token === 'good' ? 'Allow' : 'Deny';
  return { principalId: 'user', context: { n: 1 }, policyDocument: { Statement: [{ Action: 'execute-api:Invoke', Effect, Resource: event.methodArn }] } };
};`;
const STREAM = `exports.handler = awslambda.streamifyResponse(async (event, stream) => {
  const out = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { 'content-type': 'text/plain' }, cookies: ['a=1'] });
  out.write('one,');
  out.write('two');
  out.end();
});`;
const FAILING = `exports.handler = async () => { throw new Error('no'); };`;

const key = { security: [{ key: [] }] };

function body(version: string) {
  return openApi(
    {
      '/': { get: mockIntegration(version) },
      '/echo/{proxy+}': { 'x-amazon-apigateway-any-method': invoke('Echo') },
      '/answer': { post: invoke('Echo') },
      '/fail': { get: invoke('Echo') },
      '/slow': { get: invoke('Echo') },
      '/late': { get: { ...invoke('Echo', { timeoutInMillis: 50 }) }, parameters: [] },
      '/stream': { get: invoke('Stream', { responseTransferMode: 'STREAM' }) },
      '/broken-stream': { get: invoke('Failing', { responseTransferMode: 'STREAM' }) },
      '/token': { get: { ...invoke('Echo'), security: [{ token: [] }] } },
      '/both': { get: { ...invoke('Echo'), security: [{ token: [], key: [] }] } },
      '/keyed': { get: { ...mockIntegration('keyed'), ...key } },
      '/limited': { get: { ...mockIntegration('limited'), ...key } },
    },
    {
      components: {
        securitySchemes: {
          token: authorizerScheme('Authorize'),
          key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
        },
      },
    },
  );
}

const TABLE = {
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName: 'items',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  },
};

function write(version: string, resources: Json = {}): Promise<WrittenAssembly> {
  return writeLocalAssembly({
    body: body(version),
    functions: { Echo: ECHO, Authorize: AUTHORIZE, Stream: STREAM, Failing: FAILING },
    apiProperties: { BinaryMediaTypes: ['image/png'] },
    stageProperties: {
      MethodSettings: [
        { ResourcePath: '/~1limited', HttpMethod: 'GET', ThrottlingRateLimit: 0.001, ThrottlingBurstLimit: 2 },
      ],
    },
    resources: {
      Plan: usagePlan('free'),
      Small: { ...usagePlan('small', { Quota: { Limit: 2, Period: 'DAY' } }) },
      Key: {
        Type: 'AWS::ApiGateway::ApiKey',
        Properties: { Name: 'k', Enabled: true, Value: 'key-of-the-template-0001' },
      },
      Off: {
        Type: 'AWS::ApiGateway::ApiKey',
        Properties: { Name: 'off', Enabled: false, Value: 'key-of-the-template-0002' },
      },
      Few: {
        Type: 'AWS::ApiGateway::ApiKey',
        Properties: { Name: 'few', Enabled: true, Value: 'key-of-the-template-0003' },
      },
      None: {
        Type: 'AWS::ApiGateway::ApiKey',
        Properties: { Name: 'none', Enabled: true, Value: 'key-of-the-template-0004' },
      },
      KeyInPlan: planKey('Key', 'Plan'),
      OffInPlan: planKey('Off', 'Plan'),
      FewInPlan: planKey('Few', 'Small'),
      ...resources,
    },
  });
}

function planKey(keyId: string, planId: string) {
  return {
    Type: 'AWS::ApiGateway::UsagePlanKey',
    Properties: { KeyId: { Ref: keyId }, KeyType: 'API_KEY', UsagePlanId: { Ref: planId } },
  };
}

const stateDir = temporaryFolder();
const otherStateDir = temporaryFolder();
let assembly: WrittenAssembly;
let gateway: LocalGateway;
let url: string;
const log: string[] = [];

/** Sends a request and waits until its function runs. */
async function begin(gatewayUrl: string): Promise<{ readonly reply: Promise<Reply> }> {
  const before = log.filter((line) => line.includes('slow has begun')).length;
  const reply = send(`${gatewayUrl}/slow`);
  while (log.filter((line) => line.includes('slow has begun')).length === before)
    await new Promise((resolve) => setImmediate(resolve));
  return { reply };
}

beforeAll(async () => {
  assembly = await write('first');
  gateway = await startLocalGateway({
    assembly: assembly.dir,
    port: 0,
    stateDir,
    environment: { EXTRA: 'value' },
    onLog: (line) => log.push(line),
  });
  url = gateway.url;
});
afterAll(async () => {
  await gateway.close();
  await assembly.remove();
});

const good = 'key-of-the-template-0001';

describe('startLocalGateway', () => {
  it('serves the first API at the root, and each under its id and by its host name', async () => {
    const [api] = gateway.apis;
    expect(api).toMatchObject({ name: 'test', stage: 'prod', url: `${url}/_aws/execute-api/${api?.id}/prod` });
    const host = `${api?.id}.execute-api.us-east-1.amazonaws.com`;
    expect((await send(`${url}/`)).text).toBe('first');
    expect((await send(`${api?.url}/`)).text).toBe('first');
    expect((await send(`${url}//prod/`, { headers: { Host: host } })).text).toBe('first');
    const unknown = await send(`${url}/test/`, { headers: { Host: host } });
    expect([unknown.status, unknown.text, unknown.headers['x-amzn-errortype']]).toEqual([
      403,
      '{"message":"Forbidden"}',
      'ForbiddenException',
    ]);
    expect((await send(`${url}/_aws/execute-api/nonesuch/prod/`)).status).toBe(403);
  });

  it('gives functions the event of API Gateway', async () => {
    const reply = await send(`${url}/echo//a%2Fb/c+d?x=1&x=2`, {
      method: 'POST',
      headers: { 'X-Custom': 'A' },
      body: 'hello',
    });
    expect(reply.json()).toMatchObject({
      resource: '/echo/{proxy+}',
      path: '/echo//a%2Fb/c+d',
      httpMethod: 'POST',
      headers: { 'X-Custom': 'A' },
      multiValueQueryStringParameters: { x: ['1', '2'] },
      pathParameters: { proxy: '/a%2Fb/c+d' },
      requestContext: { stage: 'prod', path: '/prod/echo//a%2Fb/c+d' },
      body: 'hello',
    });
    expect(reply.headers).toMatchObject({
      'content-type': 'application/json',
      'x-amzn-requestid': expect.any(String),
      'x-amz-apigw-id': expect.stringMatching(/=$/),
    });
    expect(reply.headers['x-amzn-trace-id']).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};/);
  });

  it('echoes a whole trace header', async () => {
    const trace = 'Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=7fa8c0f79203be72;Sampled=1';
    const reply = await send(`${url}/echo/x`, { headers: { 'X-Amzn-Trace-Id': trace } });
    expect(reply.headers['x-amzn-trace-id']).toBe(trace);
  });

  it('remaps, drops and repeats headers of answers', async () => {
    const answer = {
      statusCode: 300,
      headers: { Date: 'yesterday', Via: 'x', 'Content-Type': 'application/xml', 'Content-Length': '999' },
      multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
      body: '<xml/>',
    };
    const reply = await send(`${url}/answer`, { method: 'POST', body: JSON.stringify(answer) });
    expect([reply.status, reply.text]).toEqual([300, '<xml/>']);
    expect(reply.headers).toMatchObject({
      'content-type': 'application/xml',
      'x-amzn-remapped-date': 'yesterday',
      'set-cookie': ['a=1', 'b=2'],
      'content-length': '6',
    });
    expect(reply.headers.via).toBeUndefined();
  });

  it.each([
    ['image/png', { body: 'iVBO', isBase64Encoded: true }, 200, Buffer.from('iVBO', 'base64').toString('latin1')],
    [
      'image/png,*/*;q=0.8',
      { body: 'iVBO', isBase64Encoded: true },
      200,
      Buffer.from('iVBO', 'base64').toString('latin1'),
    ],
    ['*/*', { body: 'iVBO', isBase64Encoded: true }, 200, 'iVBO'],
    ['image/png', { body: 'iVBO' }, 200, 'iVBO'],
    ['image/png', { body: '!!!', isBase64Encoded: true }, 500, '{"message": "Internal server error"}'],
  ])('decodes binary answers only as Accept %s says: %j', async (accept, answer, status, text) => {
    const reply = await send(`${url}/answer`, {
      method: 'POST',
      headers: { Accept: accept },
      body: JSON.stringify(answer),
    });
    expect([reply.status, reply.body.toString('latin1')]).toEqual([status, text]);
  });

  it('answers 502 for a function that fails or answers badly, and tells the log only', async () => {
    const failed = await send(`${url}/fail`);
    expect([failed.status, failed.text]).toEqual([502, '{"message": "Internal server error"}']);
    expect(log.join('\n')).toContain('secret of the function');
    const bad = await send(`${url}/answer`, { method: 'POST', body: '{"statusCode":200,"wrongValue":"value"}' });
    expect([bad.status, bad.text, bad.headers['content-length']]).toEqual([
      502,
      '{"message": "Internal server error"}',
      '36',
    ]);
  });

  it('streams answers and reads their metadata', async () => {
    const reply = await send(`${url}/stream`);
    expect([reply.status, reply.text]).toEqual([201, 'one,two']);
    expect(reply.headers).toMatchObject({
      'content-type': 'text/plain',
      'set-cookie': ['a=1'],
      'transfer-encoding': 'chunked',
    });
    expect((await send(`${url}/broken-stream`)).status).toBe(502);
  });

  it('answers HEAD without a body and 403 for what there is not', async () => {
    expect(await send(`${url}/echo/x`, { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
    expect(await send(`${url}/answer`)).toMatchObject({
      status: 403,
      text: '{"message":"Missing Authentication Token"}',
    });
  });

  it('asks the authorizer and passes its word on', async () => {
    expect((await send(`${url}/token`)).status).toBe(401);
    expect((await send(`${url}/token`, { headers: { Authorization: 'bad' } })).status).toBe(403);
    const reply = await send(`${url}/token`, { headers: { Authorization: 'good' } });
    expect(reply.json()).toMatchObject({ requestContext: { authorizer: { principalId: 'user', n: '1' } } });
  });

  it.each([
    [undefined, 403],
    ['unknown', 403],
    ['key-of-the-template-0002', 403],
    ['key-of-the-template-0004', 403],
    [good, 200],
  ])('with the key %s answers %i', async (value, status) => {
    const reply = await send(`${url}/keyed`, value === undefined ? {} : { headers: { 'X-API-Key': value } });
    expect(reply.status).toBe(status);
    if (status === 403) expect(reply.text).toBe('{"message":"Forbidden"}');
  });

  it('puts the key into the event, after the authorizer has agreed', async () => {
    expect((await send(`${url}/both`, { headers: { 'x-api-key': good } })).status).toBe(401);
    expect((await send(`${url}/both`, { headers: { Authorization: 'good' } })).status).toBe(403);
    const reply = await send(`${url}/both`, { headers: { 'x-api-key': good, Authorization: 'good' } });
    expect(reply.json()).toMatchObject({
      requestContext: { identity: { apiKey: good, apiKeyId: expect.any(String) } },
    });
  });

  it('counts a quota and refuses beyond it', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++)
      statuses.push((await send(`${url}/keyed`, { headers: { 'x-api-key': 'key-of-the-template-0003' } })).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('throttles a method of the stage', async () => {
    const replies = [];
    for (let i = 0; i < 3; i++) replies.push(await send(`${url}/limited`, { headers: { 'x-api-key': good } }));
    expect(replies.map(({ status, text }) => [status, text])).toEqual([
      [200, 'limited'],
      [200, 'limited'],
      [429, '{"message":"Too Many Requests"}'],
    ]);
  });

  it('refuses what is too large', async () => {
    expect(await send(`${url}/${'x'.repeat(10_240)}`)).toMatchObject({ status: 414 });
    expect(await send(`${url}/`, { headers: { cookie: 'x'.repeat(10_240) } })).toMatchObject({
      status: 413,
      text: 'HTTP header is larger than 10240 bytes.',
    });
    const large = await send(`${url}/answer`, { method: 'POST', headers: { 'Content-Length': '10485761' } }).catch(
      (error: NodeJS.ErrnoException) => error.code,
    );
    expect([{ status: 413, text: 'HTTP content length exceeded 10485760 bytes.' }]).toContainEqual(
      typeof large === 'object' ? { status: large.status, text: large.text } : large,
    );
  });

  it('refuses a port that another program holds', async () => {
    const holder: Server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const { port } = holder.address() as AddressInfo;
    await expect(startLocalGateway({ assembly: assembly.dir, port, stateDir: otherStateDir })).rejects.toMatchObject({
      code: 'PORT_IN_USE',
    });
    await new Promise((resolve) => holder.close(resolve));
  });
});

describe('LocalGateway.replaceAssembly', () => {
  it('serves the new assembly, finishes on the old one and keeps keys and counts', async () => {
    const inFlight = await begin(url);
    const next = await write('second', { Table: TABLE });
    try {
      await gateway.replaceAssembly(next.dir);
      expect((await send(`${url}/`)).text).toBe('second');
      expect((await inFlight.reply).status).toBe(200);
      expect((await send(`${url}/keyed`, { headers: { 'x-api-key': good } })).status).toBe(200);
      expect((await send(`${url}/keyed`, { headers: { 'x-api-key': 'key-of-the-template-0003' } })).status).toBe(429);
    } finally {
      await next.remove();
    }
  });

  it('gives functions the variables of its options and the address of the tables', async () => {
    const { environment } = (await send(`${url}/echo/x`)).json() as { environment: Record<string, string> };
    expect(environment).toMatchObject({
      EXTRA: 'value',
      AWS_ENDPOINT_URL_DYNAMODB: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    });
  });

  it('refuses an assembly by name and stays with the old one', async () => {
    const bad = await writeLocalAssembly({
      body: openApi({ '/aws': { get: { 'x-amazon-apigateway-integration': { type: 'aws', uri: 'x' } } } }),
    });
    try {
      await expect(gateway.replaceAssembly(bad.dir)).rejects.toMatchObject({
        code: 'ASSEMBLY_UNSUPPORTED',
        message: expect.stringContaining('GET /aws'),
      });
      expect((await send(`${url}/`)).text).toBe('second');
    } finally {
      await bad.remove();
    }
  });
});

describe('LocalGateway.close', () => {
  it('lets a request in flight finish and ends idle connections', async () => {
    const closing = await startLocalGateway({
      assembly: assembly.dir,
      port: 0,
      stateDir: otherStateDir,
      onLog: (line) => log.push(line),
    });
    const idle = connect(Number(new URL(closing.url).port), '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    const ended = new Promise((resolve) => idle.once('close', resolve));
    const inFlight = await begin(closing.url);
    const started = Date.now();
    await closing.close();
    expect((await inFlight.reply).status).toBe(200);
    await ended;
    expect(Date.now() - started).toBeLessThan(4000);
  });
});
