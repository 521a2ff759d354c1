/**
 * The two functions that every runtime in the benchmark runs, bundled once to `functions.js`: the authorizer verifies an
 * ES256 token by jose, as real ones do, against the key in its environment (base64: braces mean something in YAML).
 */
import type { APIGatewayProxyResult, APIGatewayTokenAuthorizerEvent } from 'aws-lambda';
import { importJWK, jwtVerify } from 'jose';

const key = importJWK(JSON.parse(Buffer.from(process.env.BENCH_PUBLIC_KEY ?? '', 'base64').toString()), 'ES256');

export async function hello(): Promise<APIGatewayProxyResult> {
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: '{"hello":"world"}' };
}

export async function authorize({ authorizationToken, methodArn }: APIGatewayTokenAuthorizerEvent) {
  const { payload } = await jwtVerify(authorizationToken.replace(/^Bearer /, ''), await key, { audience: 'bench' });
  const statement = { Action: 'execute-api:Invoke', Effect: 'Allow', Resource: methodArn };
  return { principalId: payload.sub, policyDocument: { Version: '2012-10-17', Statement: [statement] } };
}
