import { createHmac, hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { createDynamoDbClient } from '../../../lambdas/adapters/dynamodb-client.ts';
import { invokeSelf } from '../../../lambdas/adapters/invoke-self.ts';
import { deadTarget, startTarget } from '../../support/start-target.ts';

const environment = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'id',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SESSION_TOKEN: 'token',
};

let last: { readonly request: IncomingMessage; readonly body: string } | undefined;
const service = await startTarget(async (request, answer) => {
  last = { request, body: await text(request) };
  answer.writeHead(request.url === '/' ? 200 : 202).end('{}');
});

function readAuthorization(field: string) {
  const [, scope = '', names = '', signature] =
    /Credential=id\/(.*), SignedHeaders=(.*), Signature=(.*)/.exec(field) ?? [];
  return { scope: scope.split('/'), names: names.split(';'), signature };
}

describe('sendAws', () => {
  it('signs its requests as AWS verifies them', async () => {
    const client = createDynamoDbClient({ ...environment, AWS_ENDPOINT_URL_DYNAMODB: service }, 5000);
    await client.getItems('cache', [{ pk: { S: 'ü' } }]);
    const { request, body = '' } = last ?? {};
    const headers = request?.headers ?? {};
    const { names, scope, signature } = readAuthorization(headers.authorization ?? '');
    expect(names).toEqual([
      'content-length',
      'content-type',
      'host',
      'x-amz-date',
      'x-amz-security-token',
      'x-amz-target',
    ]);
    expect(scope.slice(1)).toEqual(['eu-central-1', 'dynamodb', 'aws4_request']);
    const fields = names.map((name) => `${name}:${headers[name]}`);
    const canonical = ['POST', '/', '', ...fields, '', names.join(';'), hash('sha256', body)].join('\n');
    const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope.join('/'), hash('sha256', canonical)].join('\n');
    const sign = (secret: string | Buffer, data: string) => createHmac('sha256', secret).update(data).digest();
    expect(sign(scope.reduce<string | Buffer>(sign, 'AWS4secret'), toSign).toString('hex')).toBe(signature);
  });
});

describe('invokeSelf', () => {
  const lambda = { ...environment, AWS_LAMBDA_FUNCTION_NAME: 'router', AWS_LAMBDA_FUNCTION_VERSION: '7' };

  it('hands an event to the queue of this very version', async () => {
    const invoke = invokeSelf({ ...lambda, AWS_ENDPOINT_URL_LAMBDA: service });
    expect(await invoke?.({ a: 1 })).toBe(true);
    expect(last?.request.url).toBe('/2015-03-31/functions/router/invocations?Qualifier=7');
    expect(last?.request.headers['x-amz-invocation-type']).toBe('Event');
    expect(readAuthorization(last?.request.headers.authorization ?? '').scope.slice(1)).toEqual([
      'eu-central-1',
      'lambda',
      'aws4_request',
    ]);
    expect(last?.body).toBe('{"a":1}');
  });

  it('says where that did not work', async () => {
    expect(await invokeSelf({ ...lambda, AWS_ENDPOINT_URL_LAMBDA: await deadTarget() })?.({})).toBe(false);
    const invoke = invokeSelf({ ...lambda, AWS_ENDPOINT_URL_LAMBDA: service });
    expect(await invoke?.({ long: 'x'.repeat(300_000) })).toBe(false);
  });

  it('is not there outside of Lambda', () => {
    expect(invokeSelf(environment)).toBeUndefined();
  });
});
