import { describe, expect, it } from '@jest/globals';
import { apiProblems } from '../../../lib/local/rest-api/api-problems.ts';
import { templateMethod } from '../../../lib/local/rest-api/template-method.ts';
import { deploy } from '../../support/deploy-api.ts';
import {
  apiDefinition,
  FUNCTION_ARN,
  importApi,
  type Json,
  lambdaIntegration,
  mockIntegration,
  openApi,
  STAGE,
} from '../../support/local-api.ts';

const authorizerUri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION_ARN}:live/invocations`;
const KEY = { type: 'apiKey', in: 'header', name: 'x-api-key' };
const token = (settings: Json) => ({
  type: 'apiKey',
  in: 'header',
  name: 'Authorization',
  'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri, ...settings },
});

function methodOf(operation: Json, root: Json = {}, path = '/a') {
  const method = importApi(openApi({ [path]: { get: operation } }, root)).resources[0]?.methods[0];
  if (method === undefined) throw new Error('no method was imported');
  return method;
}

const integration = (settings: Json) => ({ 'x-amazon-apigateway-integration': settings });

describe('deployApi', () => {
  it("takes a TOKEN authorizer's identity source from its scheme", () => {
    const method = methodOf(
      { ...lambdaIntegration(), security: [{ t: [] }] },
      {
        components: {
          securitySchemes: {
            t: token({ identityValidationExpression: '^x-[a-z]+', authorizerResultTtlInSeconds: 60 }),
          },
        },
      },
    );
    expect(method.authorizer).toMatchObject({
      kind: 'TOKEN',
      functionArn: `${FUNCTION_ARN}:live`,
      identitySources: [{ kind: 'header', name: 'Authorization' }],
      ttl: 60_000,
    });
  });

  it.each<[what: string, operation: Json, root: Json, authorizer: boolean, apiKey: boolean]>([
    ['both schemes of one object', { security: [{ t: [], k: [] }] }, {}, true, true],
    ['both schemes of two objects', { security: [{ t: [] }, { k: [] }] }, {}, true, true],
    ['the root where the operation is silent', {}, { security: [{ t: [] }] }, true, false],
    ['nothing where the operation says so', { security: [] }, { security: [{ t: [] }] }, false, false],
    [
      'nothing for auth NONE',
      { security: [{ t: [] }], 'x-amazon-apigateway-auth': { type: 'NONE' } },
      {},
      false,
      false,
    ],
    ['nothing for a bearer scheme', { security: [{ b: [] }] }, {}, false, false],
  ])('enforces %s', (_, operation, root, authorizer, apiKeyRequired) => {
    const securitySchemes = { t: token({}), k: KEY, b: { type: 'http', scheme: 'bearer' } };
    const method = methodOf({ ...lambdaIntegration(), ...operation }, { components: { securitySchemes }, ...root });
    expect([method.authorizer !== undefined, method.apiKeyRequired]).toEqual([authorizer, apiKeyRequired]);
  });

  it('makes every path variable a required parameter, and lists headers, path, query', () => {
    const parameters = [
      { name: 'qs1', in: 'query', required: true },
      { name: 'page', in: 'query' },
      { $ref: '#/components/parameters/H' },
    ];
    const root = {
      components: { parameters: { H: { name: 'x-h', in: 'header', required: true } } },
      'x-amazon-apigateway-request-validators': { v: { validateRequestParameters: true } },
    };
    const method = methodOf(
      { ...lambdaIntegration(), parameters, 'x-amazon-apigateway-request-validator': 'v' },
      root,
      '/echo/{data}',
    );
    expect(method.requiredParameters.map(({ name }) => name)).toEqual(['x-h', 'data', 'qs1']);
    expect(method.bodyModels).toBeUndefined();
  });

  it('reads Swagger 2.0', () => {
    const api = importApi({
      swagger: '2.0',
      consumes: ['application/xml'],
      securityDefinitions: { k: KEY },
      definitions: { Pet: { type: 'object' } },
      'x-amazon-apigateway-request-validators': { v: { validateRequestBody: true } },
      'x-amazon-apigateway-request-validator': 'v',
      paths: {
        '/a': {
          post: {
            ...lambdaIntegration(),
            security: [{ k: [] }],
            parameters: [{ in: 'body', name: 'x', schema: { $ref: '#/definitions/Pet' } }],
          },
        },
      },
    });
    const method = api.resources[0]?.methods[0];
    expect(method?.apiKeyRequired).toBe(true);
    expect([...(method?.bodyModels?.keys() ?? [])]).toEqual(['application/xml']);
  });

  it('puts AWS and stage variables into uris', () => {
    const api = importApi(
      openApi({
        '/a': {
          get: integration({
            type: 'http_proxy',
            httpMethod: 'GET',
            uri: 'https://${stageVariables.host}/${AWS::Region}',
          }),
        },
      }),
      {},
      { ...STAGE, variables: { host: 'example.com' } },
    );
    expect(api.resources[0]?.methods[0]?.integration).toMatchObject({
      kind: 'http-proxy',
      uri: 'https://example.com/us-east-1',
    });
  });

  it.each<[what: string, operation: Json]>([
    [
      'a Lambda integration that is not called by POST',
      integration({ ...(lambdaIntegration()['x-amazon-apigateway-integration'] as Json), httpMethod: 'GET' }),
    ],
    [
      'a mapped Content-Length',
      integration({
        ...(lambdaIntegration()['x-amazon-apigateway-integration'] as Json),
        requestParameters: { 'integration.request.header.TE': "'x'" },
      }),
    ],
    [
      'an HTTP endpoint that an unset stage variable leaves empty',
      integration({ type: 'http_proxy', httpMethod: 'GET', uri: 'http://${stageVariables.none}' }),
    ],
    [
      'a Lambda alias that an unset stage variable leaves empty',
      lambdaIntegration(`${FUNCTION_ARN}:\${stageVariables.none}`),
    ],
  ])('answers %s with 500 at each call', (_, operation) => {
    expect(methodOf(operation).integration.kind).toBe('misconfigured');
  });

  it.each<[what: string, operation: Json, root: Json, message: string]>([
    [
      'HTTP without a method',
      integration({ type: 'HTTP', uri: 'http://x' }),
      {},
      'Enumeration value for HttpMethod must be non-empty',
    ],
    [
      'an uri that is no ARN',
      integration({ type: 'aws', httpMethod: 'POST', uri: 'x' }),
      {},
      'Invalid ARN specified in the request',
    ],
    [
      "a function's ARN as uri",
      integration({ type: 'aws_proxy', httpMethod: 'POST', uri: FUNCTION_ARN }),
      {},
      'AWS ARN for integration must contain path or action',
    ],
    [
      'a proxy of another service',
      integration({ type: 'aws_proxy', httpMethod: 'POST', uri: 'arn:aws:apigateway:us-east-1:sqs:path/1/queue' }),
      {},
      "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
    ],
    [
      'an uri that is no URL',
      integration({ type: 'http', httpMethod: 'GET', uri: 'x' }),
      {},
      'Invalid HTTP endpoint specified for URI',
    ],
    [
      'an integration that stands elsewhere',
      integration({ $ref: '#/components/x-integrations/main' }),
      {},
      'Unable to parse API definition because of a malformed integration at path /a.',
    ],
    ['no integration', {}, {}, 'No integration defined for method'],
    [
      'a mapping of what the method does not declare',
      integration({
        type: 'http_proxy',
        httpMethod: 'GET',
        uri: 'http://x',
        requestParameters: { 'integration.request.header.a': 'method.request.header.a' },
      }),
      {},
      'errors : [Invalid mapping expression parameter specified: method.request.header.a]',
    ],
    [
      'a mapping of a header that its response does not declare',
      {
        ...integration({
          type: 'mock',
          responses: { default: { statusCode: 200, responseParameters: { 'method.response.header.X-A': "'a'" } } },
        }),
        responses: { 200: { description: 'x', headers: { 'X-B': { schema: { type: 'string' } } } } },
      },
      {},
      "Unable to put integration response on 'GET' for resource at path '/a': Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.response.header.X-A]",
    ],
    ['a missing scheme', { ...mockIntegration('x'), security: [{ none: [] }] }, {}, 'no security scheme "none"'],
    [
      'two authorizers',
      { ...mockIntegration('x'), security: [{ t: [], u: [] }] },
      { components: { securitySchemes: { t: token({}), u: token({}) } } },
      'more than one authorizer',
    ],
    [
      'caching without an identity',
      { ...mockIntegration('x'), security: [{ t: [] }] },
      { components: { securitySchemes: { t: token({ type: 'request' }) } } },
      'caching needs an identity source',
    ],
    [
      'a path parameter as identity',
      { ...mockIntegration('x'), security: [{ t: [] }] },
      { components: { securitySchemes: { t: token({ type: 'request', identitySource: 'method.request.path.id' }) } } },
      'method.request.path.id',
    ],
    [
      'a missing validator',
      { ...mockIntegration('x'), 'x-amazon-apigateway-request-validator': 'none' },
      {},
      'no request validator "none"',
    ],
    ['OpenAPI 3.1', mockIntegration('x'), { openapi: '3.1.0' }, 'Invalid OpenAPI input.'],
    [
      'an unknown gateway response',
      mockIntegration('x'),
      { 'x-amazon-apigateway-gateway-responses': { FAKE: {} } },
      'FAKE',
    ],
  ])('refuses %s by name', (_, operation, root, message) => {
    const definition = apiDefinition(openApi({ '/a': { get: operation } }, root));
    expect(() => deploy(definition, STAGE, [FUNCTION_ARN])).toThrow(
      expect.objectContaining({ code: 'ASSEMBLY_UNSUPPORTED', message: expect.stringContaining(message) }),
    );
  });

  it.each([
    [['/a{id}'], "Resource's path part only allow"],
    [['/a/{b+}/c'], 'greedy path variable'],
    [['/a/{b}', '/a/{c}/d'], 'A sibling ({b})'],
    [['/a/{b}', '/a/{c+}'], 'A sibling ({b})'],
  ])('refuses the paths %j', (paths, message) => {
    const body = openApi(Object.fromEntries(paths.map((path) => [path, { get: mockIntegration('x') }])));
    expect(() => importApi(body)).toThrow(message);
  });
});

describe('templateMethod', () => {
  const problemsOf = (MethodResponses: readonly Json[]) => {
    const problems = apiProblems(() => {});
    const Integration = {
      Type: 'MOCK',
      IntegrationResponses: [{ StatusCode: '200', ResponseParameters: { 'method.response.header.X-A': "'a'" } }],
    };
    const resource = { id: 'r', path: '/a', resourceMethods: {} };
    templateMethod(resource, { HttpMethod: 'GET', Integration, MethodResponses }, problems);
    return problems.refusals;
  };
  const declares = (names: readonly string[]) => ({
    StatusCode: '200',
    ResponseParameters: Object.fromEntries(names.map((name) => [`method.response.header.${name}`, true])),
  });

  it('takes what the responses of the method declare alone, as the service does', () => {
    expect(problemsOf([declares(['X-A'])])).toEqual([]);
    expect(problemsOf([declares(['X-B'])])).toEqual([
      expect.stringContaining('specified: method.response.header.X-A]'),
    ]);
    expect(problemsOf([])).toEqual(['Invalid Response status code specified']);
  });
});
