import { describe, expect, it } from '@jest/globals';
import type { LimitPolicy, RoutedOperation } from '../../../lambdas/core/router-config.ts';
import { proxyEvent } from '../../support/proxy-event.ts';
import { operation } from '../../support/router-config.ts';
import { startRouter } from '../../support/start-router.ts';
import { startTable } from '../../support/start-table.ts';

const endpoint = await startTable('state');
const mock: RoutedOperation['handling'] = { kind: 'mock', status: 200, headers: [], body: 'ok' };
const limited = (path: string, limit: LimitPolicy) => operation(`GET ${path}`, mock, { limit });
const LIMIT: LimitPolicy = { rate: 100, burst: 200, per: { kind: 'address' } };
const config = {
  backends: {},
  operations: [
    limited('/address', { rate: 0.1, burst: 2, per: { kind: 'address' } }),
    limited('/header', { rate: 0.1, burst: 1, per: { kind: 'header', name: 'x-tenant' } }),
    operation('GET /free', mock),
    operation('GET /throttled', mock, { throttlePolicy: '"throttle";q=10;w=3' }),
    operation('GET /both', mock, { throttlePolicy: '"throttle";q=10;w=3', limit: LIMIT }),
    operation('GET /own', mock, {
      throttlePolicy: '"throttle";q=10;w=3',
      responseHeaders: { set: [['RateLimit-Policy', '"mine";q=1']], remove: [] },
    }),
    operation('GET /refused', mock, { throttlePolicy: '"throttle";q=10;w=3', secured: true }),
  ],
};
const environment = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'x',
  AWS_SECRET_ACCESS_KEY: 'x',
  STATE_TABLE: 'state',
  LIMIT_TABLE_TIMEOUT: '20000',
};
const instances = [0, 1].map(() => startRouter(config, { ...environment, AWS_ENDPOINT_URL_DYNAMODB: endpoint }));
const deaf = startRouter(config, { ...environment, AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1' });

const get = (path: string, instance = 0, headers: Record<string, string[]> = {}) =>
  (instances[instance] ?? deaf).invoke(proxyEvent({ path, resource: path, headers }));

describe('an operation with a limit', () => {
  it('is one for all instances, tells what remains and when to come again', async () => {
    const answers = [await get('/address', 0), await get('/address', 1), await get('/address', 0)];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429]);
    expect(answers[0]?.multiValueHeaders).toMatchObject({
      'RateLimit-Policy': ['"operation";q=2;w=20'],
      RateLimit: ['"operation";r=1;t=10'],
    });
    expect(answers[2]?.multiValueHeaders).toMatchObject({
      RateLimit: [expect.stringMatching(/^"operation";r=0;t=(?:20|19)$/)],
      'Retry-After': [expect.stringMatching(/^(?:10|9)$/)],
      'Content-Type': ['application/problem+json'],
    });
    const problem = JSON.parse(Buffer.from(answers[2]?.body ?? '', 'base64').toString());
    expect(problem).toMatchObject({ status: 429, title: 'Too Many Requests' });
  });

  it('counts by the value that it names, and by address who has none', async () => {
    const tenants = [['a'], ['b'], ['a']].map((values) => ({ 'x-tenant': values }));
    const statuses = [];
    for (const headers of [...tenants, {}, {}]) statuses.push((await get('/header', 0, headers)).statusCode);
    expect(statuses).toEqual([200, 200, 429, 200, 429]);
  });

  it('lets requests pass where the table does not answer, and says so in the log', async () => {
    for (let request = 0; request < 4; request += 1) {
      const { statusCode, multiValueHeaders } = await get('/address', 2);
      expect(statusCode).toBe(200);
      expect(multiValueHeaders).toHaveProperty('RateLimit-Policy');
      expect(multiValueHeaders).not.toHaveProperty('RateLimit');
    }
    expect(await deaf.logLine('limitFailure')).toContain('"limitFailure":"ECONNREFUSED"');
  });

  it('has the policy of its throttle too', async () => {
    const { 'RateLimit-Policy': policies, RateLimit } = (await get('/both')).multiValueHeaders ?? {};
    expect(policies).toEqual(['"operation";q=200;w=2', '"throttle";q=10;w=3']);
    expect(RateLimit).toHaveLength(1);
  });

  it('costs others nothing', async () => {
    expect((await get('/free', 2)).multiValueHeaders).not.toHaveProperty('RateLimit-Policy');
  });
});

describe('an operation with a throttle', () => {
  it('says what API Gateway lets in, which alone knows what is left of it', async () => {
    const { statusCode, multiValueHeaders } = await get('/throttled');
    expect(statusCode).toBe(200);
    expect(multiValueHeaders).toHaveProperty('RateLimit-Policy', ['"throttle";q=10;w=3']);
    expect(multiValueHeaders).not.toHaveProperty('RateLimit');
  });

  it('says so when it refuses a request', async () => {
    const { statusCode, multiValueHeaders } = await get('/refused');
    expect(statusCode).toBeGreaterThanOrEqual(400);
    expect(multiValueHeaders).toHaveProperty('RateLimit-Policy', ['"throttle";q=10;w=3']);
  });

  it('says what the document says of that field, where it does', async () => {
    expect((await get('/own')).multiValueHeaders).toHaveProperty('RateLimit-Policy', ['"mine";q=1']);
  });
});
