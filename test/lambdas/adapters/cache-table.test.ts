import { hash, randomBytes, randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { cacheTable } from '../../../lambdas/adapters/cache-table.ts';
import { createDynamoDbClient, type DynamoDbClient } from '../../../lambdas/adapters/dynamodb-client.ts';
import { rememberedRows } from '../../../lambdas/adapters/remembered-rows.ts';
import { dynamoDbRequest } from '../../../lib/local/dynamodb/dynamodb-request.ts';
import { rowStoreContract } from '../../support/row-store-contract.ts';
import { rowsInMemory } from '../../support/rows-in-memory.ts';
import { startTable } from '../../support/start-table.ts';
import { deadTarget, startRawTarget, startTarget } from '../../support/start-target.ts';
import { storedResponse } from '../core/caching/messages.ts';

const environment = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };
const client = (url: string, timeout = 30_000) =>
  createDynamoDbClient({ ...environment, AWS_ENDPOINT_URL_DYNAMODB: url }, timeout);
const connect = (url: string, timeout?: number) => cacheTable(client(url, timeout), 'cache', randomUUID);
const url = await startTable('cache');

const throttling = await startTarget((_, answer) =>
  answer.writeHead(400).end('{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException"}'),
);
/** Does nothing of any batch. */
const unprocessed = await startTarget(async (request, answer) => {
  const { RequestItems } = JSON.parse(await text(request));
  answer.end(JSON.stringify({ Responses: { cache: [] }, UnprocessedKeys: RequestItems }));
});
const failing = await startTarget((_, answer) => answer.writeHead(503).end('<html>'));
const foreign = await startTarget((_, answer) =>
  answer.end('{"Item":{"pk":{"S":"x"},"b":{"N":"1"},"r":{"B":"AAAA"}}}'),
);
/** Answers with the table's own words, batches half a second later. */
const slowTable = startTarget(async (request, answer) => {
  const action = String(request.headers['x-amz-target']);
  const reply = await fetch(url, { method: 'POST', headers: asSent(request.headers), body: await text(request) });
  const words = await reply.text();
  setTimeout(() => answer.writeHead(reply.status).end(words), action.endsWith('BatchGetItem') ? 500 : 0);
});
const asSent = (headers: IncomingHttpHeaders) => ({
  'content-type': String(headers['content-type']),
  'x-amz-target': String(headers['x-amz-target']),
  'x-amz-date': String(headers['x-amz-date']),
  authorization: String(headers.authorization),
});
const silent = await startRawTarget(() => undefined);
const dead = await deadTarget();

const row = { barrier: 1, expiresAt: 1500, response: storedResponse() };
const ALWAYS = Number.POSITIVE_INFINITY;
const large = { ...row, response: storedResponse({ body: new Uint8Array(randomBytes(500_000)) }) };

describe('rowsInMemory', () => {
  rowStoreContract(async () => rowsInMemory());
});

describe('rememberedRows', () => {
  rowStoreContract(async () => rememberedRows(rowsInMemory(), { limit: 2 ** 24, now: Date.now }));
});

describe('cacheTable', () => {
  rowStoreContract(async () => connect(url));

  it('lets DynamoDB delete a row when it is of no use any more', async () => {
    await connect(url).write('uri expiring', row, ALWAYS);
    const Key = { pk: { S: hash('sha256', 'uri expiring', 'base64url') } };
    const item = await dynamoDbRequest(url, 'GetItem', { TableName: 'cache', Key });
    expect(item).toMatchObject({ output: { Item: { ttl: { N: '2' } } } });
  });

  it.each([
    ['is not there', dead, undefined, 'ECONNREFUSED'],
    ['does not answer', silent, 30, 'timeout'],
    ['throttles', throttling, undefined, 'ThrottlingException'],
    ['fails', failing, undefined, 'status 503, not JSON'],
  ])('is unavailable where the table %s', async (_, endpoint, timeout, reason) => {
    const store = connect(endpoint, timeout);
    expect(await store.read(['uri x'])).toEqual({ kind: 'unavailable', reason });
    expect(await store.write('uri x', row, ALWAYS)).toEqual({ kind: 'unavailable', reason });
    expect(await store.write('uri x', large, ALWAYS)).toEqual({ kind: 'unavailable', reason });
  });

  it('takes what a throttled table leaves out of a batch for unavailable, not for absent', async () => {
    const store = connect(unprocessed);
    expect(await store.read(['uri x', 'uri y'])).toEqual({ kind: 'unavailable', reason: 'unprocessed' });
    expect(await store.write('uri x', large, ALWAYS)).toEqual({ kind: 'unavailable', reason: 'unprocessed' });
  });

  it('takes a response that it does not know for absent', async () => {
    expect(await connect(foreign).read(['uri x'])).toMatchObject({ kind: 'read', rows: [undefined] });
  });

  it('shows nothing of a long response until all of it is there', async () => {
    const stops = (after: 'putItems' | 'getItems'): DynamoDbClient => ({
      ...client(url),
      ...(after === 'putItems' && { putItem: async () => ({ kind: 'unavailable', reason: 'ended' }) }),
    });
    const ended = cacheTable(stops('putItems'), 'cache', randomUUID);
    expect(await ended.write('uri torn', large, ALWAYS)).toMatchObject({ kind: 'unavailable' });
    expect(await connect(url).read(['uri torn'])).toMatchObject({ rows: [undefined] });
  });

  it('takes a long response of which a part is gone for absent', async () => {
    const name = randomUUID();
    await cacheTable(client(url), 'cache', () => name).write('uri cut', large, ALWAYS);
    await dynamoDbRequest(url, 'DeleteItem', { TableName: 'cache', Key: { pk: { S: `chunk#${name}#01` } } });
    expect(await connect(url).read(['uri cut'])).toMatchObject({ rows: [undefined] });
  });

  it('waits longer for a long response than for a short one', async () => {
    const name = randomUUID();
    const body = new Uint8Array(randomBytes(3_000_000));
    await cacheTable(client(url), 'cache', () => name).write(
      'uri slow',
      { ...row, response: storedResponse({ body }) },
      ALWAYS,
    );
    // As a network takes for four megabytes of base64: half a second.
    const slow = await slowTable;
    expect(await connect(slow, 200).read(['uri slow'])).toMatchObject({ rows: [{ barrier: 1 }] });
  });

  it('never mixes two long responses of one key', async () => {
    const store = connect(url);
    const bodies = [randomBytes(800_000), randomBytes(800_000)];
    await Promise.all(
      bodies.map((body) =>
        store.write('uri both', { ...row, response: storedResponse({ body: new Uint8Array(body) }) }, ALWAYS),
      ),
    );
    const outcome = await store.read(['uri both']);
    const found = outcome.kind === 'read' ? outcome.rows[0]?.response?.body : undefined;
    expect(bodies.some((body) => body.equals(found ?? new Uint8Array()))).toBe(true);
  });

  it('says what it took: half a unit for a small row, one for each written kilobyte', async () => {
    const store = connect(url);
    const body = new Uint8Array(randomBytes(2500));
    expect(await store.write('uri units', { ...row, response: storedResponse({ body }) }, ALWAYS)).toEqual({
      kind: 'written',
      units: 3,
    });
    expect(await store.read(['uri units'])).toMatchObject({ units: 0.5 });
    expect(await store.read(['uri units', 'purges'])).toMatchObject({ units: 1 });
  });
});
