import { createHmac, hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
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

let signed: { readonly headers: IncomingHttpHeaders; readonly body: string } = { headers: {}, body: '' };
const signatures = await startTarget(async (request, answer) => {
  signed = { headers: request.headers, body: await text(request) };
  answer.end('{}');
});

function readAuthorization(field: string) {
  const [, scope = '', names = '', signature] =
    /Credential=id\/(.*), SignedHeaders=(.*), Signature=(.*)/.exec(field) ?? [];
  return { scope: scope.split('/'), names: names.split(';'), signature };
}
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

  it('signs its requests as DynamoDB verifies them', async () => {
    const session = { ...environment, AWS_SESSION_TOKEN: 'token', AWS_ENDPOINT_URL_DYNAMODB: signatures };
    await createDynamoDbClient(session, 5000).getItem('cache', { pk: { S: 'ü' } });
    const { names, scope, signature } = readAuthorization(signed.headers.authorization ?? '');
    expect(names).toEqual([
      'content-length',
      'content-type',
      'host',
      'x-amz-date',
      'x-amz-security-token',
      'x-amz-target',
    ]);
    expect(scope.slice(1)).toEqual(['eu-central-1', 'dynamodb', 'aws4_request']);
    const fields = names.map((name) => `${name}:${signed.headers[name]}`);
    const canonical = ['POST', '/', '', ...fields, '', names.join(';'), hash('sha256', signed.body)].join('\n');
    const toSign = ['AWS4-HMAC-SHA256', signed.headers['x-amz-date'], scope.join('/'), hash('sha256', canonical)].join(
      '\n',
    );
    const sign = (secret: string | Buffer, data: string) => createHmac('sha256', secret).update(data).digest();
    expect(sign(scope.reduce<string | Buffer>(sign, 'AWS4secret'), toSign).toString('hex')).toBe(signature);
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
