import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type LocalGateway, startLocalGateway } from '../../../lib/local/index.ts';
import { GOOD_KEY as good, QUOTA_KEY, writeSampleAssembly } from '../../support/sample-assembly.ts';
import { send } from '../../support/send.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import type { WrittenAssembly } from '../assembly/write-assembly.ts';

const stateDir = temporaryFolder();
let assembly: WrittenAssembly;
let gateway: LocalGateway;
let url: string;
const log: string[] = [];

beforeAll(async () => {
  assembly = await writeSampleAssembly('first');
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

describe('serveRequest', () => {
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
      requestContext: { stage: 'prod', path: '/echo//a%2Fb/c+d' },
      body: 'hello',
    });
    expect(reply.headers).toMatchObject({
      'content-type': 'application/json',
      'x-amzn-requestid': expect.any(String),
      'x-amz-apigw-id': expect.stringMatching(/=$/),
    });
    expect(reply.headers['x-amzn-trace-id']).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};/);
  });

  it('tells of what it answers by itself, which is in no function log', async () => {
    await send(`${url}/nowhere?secret=canary`);
    expect(log).toContain('GET /nowhere: API Gateway answers 403 MISSING_AUTHENTICATION_TOKEN');
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

  it.each([
    ['/late', 504, '{"message": "Endpoint request timed out"}'],
    ['/dead', 504, '{"message": "Network error communicating with endpoint"}'],
    ['/unlucky', 500, '{"message": "Internal server error"}'],
  ])('answers %s with %i', async (path, status, text) => {
    const reply = await send(`${url}${path}`);
    expect([reply.status, reply.text, reply.headers['x-amzn-errortype']]).toEqual([
      status,
      text,
      'InternalServerErrorException',
    ]);
  });

  it('serves preflights from MOCK integrations, without a trace header', async () => {
    const reply = await send(`${url}/cors`, { method: 'OPTIONS' });
    expect(reply).toMatchObject({ status: 204, headers: { 'access-control-allow-origin': '*' } });
    expect(reply.headers['x-amzn-trace-id']).toBeUndefined();
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

  it.each([
    ['/answer', 'caf\u00e9'],
    ['/answer', 'coffee'],
    ['/answer', ''],
    ['/stream-answer', 'caf\u00e9'],
  ])('sends fields beyond ASCII as the octets they were: %s with the body "%s"', async (path, text) => {
    const body = JSON.stringify({ statusCode: 200, headers: { 'X-Name': 'caf\u00e9' }, body: text });
    const reply = await send(`${url}${path}`, { method: 'POST', body });
    // node:http reads a field as one character per octet.
    expect([reply.headers['x-name'], reply.text]).toEqual(['caf\u00e9', text]);
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
      statuses.push((await send(`${url}/keyed`, { headers: { 'x-api-key': QUOTA_KEY } })).status);
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

  it('refuses a body that no function can take', async () => {
    const body = Buffer.alloc(7 * 1024 * 1024, 'x');
    expect(await send(`${url}/echo/x`, { method: 'POST', body })).toMatchObject({
      status: 413,
      text: '{"message":"Request Too Long"}',
    });
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
});
