import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { createDynamoDbClient } from '../../../lambdas/adapters/dynamodb-client.ts';
import { storedResponses } from '../../../lambdas/adapters/stored-responses.ts';
import { dynamoDbRequest } from '../../../lib/local/dynamodb/dynamodb-request.ts';
import { startTable } from '../../support/start-table.ts';
import { deadTarget, startRawTarget, startTarget } from '../../support/start-target.ts';
import { storedResponsesContract } from '../../support/stored-responses-contract.ts';
import { storedResponsesInMemory } from '../../support/stored-responses-in-memory.ts';

const environment = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };
const connect = (url: string, timeout = 5000) =>
  storedResponses(createDynamoDbClient({ ...environment, AWS_ENDPOINT_URL_DYNAMODB: url }, timeout), 'cache');
const url = await startTable('cache');

let signed: IncomingHttpHeaders = {};
const signatures = await startTarget((request, answer) => {
  signed = request.headers;
  answer.end('{}');
});
const throttling = await startTarget((_, answer) =>
  answer.writeHead(400).end('{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException"}'),
);
const failing = await startTarget((_, answer) => answer.writeHead(503).end('<html>'));
const foreign = await startTarget((_, answer) =>
  answer.end('{"Item":{"pk":{"S":"x"},"headers":{"S":"["},"body":{"B":""}}}'),
);
const silent = await startRawTarget(() => undefined);
const dead = await deadTarget();

const response = { status: 200, headers: [], body: new Uint8Array(1), receivedAt: 0, initialAge: 0, freshUntil: 1500 };

describe('storedResponsesInMemory', () => {
  storedResponsesContract(async () => storedResponsesInMemory());
});

describe('storedResponses', () => {
  storedResponsesContract(async () => connect(url));

  it('lets DynamoDB delete a response when it is no longer fresh', async () => {
    await connect(url).put('expiring', response);
    const scan = await dynamoDbRequest(url, 'Scan', { TableName: 'cache' });
    expect(JSON.stringify(scan)).toContain('"ttl":{"N":"2"}');
  });

  it('signs its requests', async () => {
    const session = { ...environment, AWS_SESSION_TOKEN: 'token', AWS_ENDPOINT_URL_DYNAMODB: signatures };
    await createDynamoDbClient(session, 5000).getItem('cache', { pk: { S: 'x' } });
    expect(signed).toMatchObject({
      host: new URL(signatures).host,
      'x-amz-target': 'DynamoDB_20120810.GetItem',
      'x-amz-security-token': 'token',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=id\/\d{8}\/eu-central-1\/dynamodb\/aws4_request, /,
      ),
    });
  });

  it.each([
    ['is not there', connect(dead), 'ECONNREFUSED'],
    ['does not answer', connect(silent, 30), 'timeout'],
    ['throttles', connect(throttling), 'ThrottlingException'],
    ['fails', connect(failing), 'status 503, not JSON'],
  ])('is unavailable where the table %s', async (_, store, reason) => {
    expect(await store.get('x')).toEqual({ kind: 'unavailable', reason });
    expect(await store.put('x', response)).toEqual({ kind: 'unavailable', reason });
  });

  it('takes an item that it does not know for absent', async () => {
    expect(await connect(foreign).get('x')).toEqual({ kind: 'absent' });
  });
});
