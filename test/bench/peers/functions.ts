/**
 * The two functions that every runtime in the benchmark runs, bundled once to `functions.js`. They do as little as functions
 * behind a key and a token can, for the runtime is measured: the authorizer verifies an HS256 token by its key.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyResult, APIGatewayTokenAuthorizerEvent } from 'aws-lambda';

const key = process.env.BENCH_TOKEN_KEY ?? '';

export async function hello(): Promise<APIGatewayProxyResult> {
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: '{"hello":"world"}' };
}

export async function authorize({ authorizationToken, methodArn }: APIGatewayTokenAuthorizerEvent) {
  const [header = '', payload = '', signature = ''] = authorizationToken.replace(/^Bearer /, '').split('.');
  const expected = createHmac('sha256', key).update(`${header}.${payload}`).digest();
  if (!timingSafeEqual(expected, Buffer.from(signature, 'base64url'))) throw new Error('Unauthorized');
  const { sub } = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const statement = { Action: 'execute-api:Invoke', Effect: 'Allow', Resource: methodArn };
  return { principalId: sub, policyDocument: { Version: '2012-10-17', Statement: [statement] } };
}
