import type { WrittenAssembly } from '../local/assembly/write-assembly.ts';
import { type Json, mockIntegration, openApi } from './local-api.ts';
import { authorizerScheme, invoke, usagePlan, writeLocalAssembly } from './local-assembly.ts';

/** Answers with its event, or with what the request's body says. */
const ECHO = `exports.handler = async (event) => {
  if (event.resource === '/answer') return JSON.parse(event.body);
  if (event.resource === '/fail') throw new Error('secret of the function');
  if (event.resource === '/slow') console.log('slow has begun');
  if (['/slow', '/late'].includes(event.resource)) await new Promise((resolve) => setTimeout(resolve, 200));
  return { statusCode: 200, body: JSON.stringify({ ...event, environment: process.env }) };
};`;
const AUTHORIZE = `exports.handler = async (event) => {
  const token = event.headers.Authorization;
  if (token === undefined) throw new Error('Unauthorized');
  const Effect = token === 'good' ? 'Allow' : 'Deny';
  return { principalId: 'user', context: { n: 1 }, policyDocument: { Statement: [{ Action: 'execute-api:Invoke', Effect, Resource: event.methodArn }] } };
};`;
const STREAM = `exports.handler = awslambda.streamifyResponse(async (event, stream) => {
  if (event.resource === '/stream-answer') {
    const { body, ...metadata } = JSON.parse(event.body);
    awslambda.HttpResponseStream.from(stream, metadata).end(body);
    return;
  }
  const out = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { 'content-type': 'text/plain' }, cookies: ['a=1'] });
  out.write('one,');
  out.write('two');
  out.end();
});`;
const FAILING = `exports.handler = async () => { throw new Error('no'); };`;

/** In a plan without limits. */
export const GOOD_KEY = 'key-of-the-template-0001';
/** In a plan with two requests a day. */
export const QUOTA_KEY = 'key-of-the-template-0003';

const key = { security: [{ key: [] }] };

/** What CDK writes for CORS: the template is no JSON. */
const CORS = {
  'x-amazon-apigateway-integration': {
    type: 'mock',
    requestTemplates: { 'application/json': '{ statusCode: 204 }' },
    responses: {
      default: {
        statusCode: '204',
        responseParameters: { 'method.response.header.Access-Control-Allow-Origin': "'*'" },
      },
    },
  },
};

function body(version: string) {
  return openApi(
    {
      '/': { get: mockIntegration(version) },
      '/echo/{proxy+}': { 'x-amazon-apigateway-any-method': invoke('Echo') },
      '/answer': { post: invoke('Echo') },
      '/fail': { get: invoke('Echo') },
      '/slow': { get: invoke('Echo') },
      '/late': { get: invoke('Echo', { timeoutInMillis: 50 }) },
      '/dead': {
        get: {
          'x-amazon-apigateway-integration': { type: 'http_proxy', httpMethod: 'GET', uri: 'http://127.0.0.1:1/' },
        },
      },
      '/unlucky': {
        get: invoke('Echo', { requestParameters: { 'integration.request.header.Content-Length': "'1'" } }),
      },
      '/cors': { options: CORS },
      '/stream': { get: invoke('Stream', { responseTransferMode: 'STREAM' }) },
      '/stream-answer': { post: invoke('Stream', { responseTransferMode: 'STREAM' }) },
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

export const TABLE = {
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName: 'items',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  },
};

/** One API with every kind of step: functions, a stream, an authorizer, keys, limits; `GET /` answers with the version. */
export function writeSampleAssembly(version: string, resources: Json = {}): Promise<WrittenAssembly> {
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
        Properties: { Name: 'k', Enabled: true, Value: GOOD_KEY },
      },
      Off: {
        Type: 'AWS::ApiGateway::ApiKey',
        Properties: { Name: 'off', Enabled: false, Value: 'key-of-the-template-0002' },
      },
      Few: {
        Type: 'AWS::ApiGateway::ApiKey',
        Properties: { Name: 'few', Enabled: true, Value: QUOTA_KEY },
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
