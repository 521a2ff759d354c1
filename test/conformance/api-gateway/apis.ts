import { type Api, any, type Json, lambdaUri, mock, openApi, operation, proxy } from './template.ts';

const parameter = (place: string, name: string, required = false): Json => ({ in: place, name, required });
const jsonBody = (schema: Json): Json => ({ requestBody: { content: { 'application/json': { schema } } } });
const VALIDATOR = { 'x-amazon-apigateway-request-validator': 'all' };
const validators = (on: boolean): Json => ({
  'x-amazon-apigateway-request-validators': { all: { validateRequestBody: on, validateRequestParameters: on } },
});
const AB = { type: 'object', required: ['a', 'b'], properties: { a: { type: 'number' }, b: { type: 'number' } } };

/** `POST|GET /nested/{test}` of the recordings: a path, a query and a header parameter, and a body. */
function nested(on: boolean, pathParameter: string): Api {
  const parameters = [
    parameter('path', pathParameter, true),
    parameter('query', 'qs1', true),
    parameter('header', 'x-header-param', true),
  ];
  const method = (rest: Json) => proxy('Echo', {}, { parameters, ...VALIDATOR, ...rest });
  const paths = { '/nested/{test}': { post: method(jsonBody(AB)), get: method({}) } };
  return { stage: 'local', body: openApi(paths, validators(on)) };
}

const illegal = (name: string): Json => ({
  [`/${name.toLowerCase()}`]: {
    get: proxy('Echo', { requestParameters: { [`integration.request.header.${name}`]: "'x'" } }),
  },
});

const pictures = (binaryMediaTypes: readonly string[]): Api => ({
  stage: 'test',
  body: openApi({ '/{proxy+}': any(proxy('Picture')) }, { 'x-amazon-apigateway-binary-media-types': binaryMediaTypes }),
});

const KEYED = { components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x-api-key' } } } };
const keyed = (settings: Json = {}): Api => ({
  stage: 'dev',
  body: openApi({ '/test': { get: mock('ok', {}, { security: [{ key: [] }] }) } }, KEYED),
  ...settings,
});

/** Those that no backend over HTTP plays a part in. */
export const APIS: Readonly<Record<string, Api>> = {
  Events: { stage: 'stage', body: openApi({ '/{proxy+}': any(proxy('Echo')), '/hardcoded': any(proxy('Echo')) }) },
  Mapped: {
    stage: 'test',
    body: openApi({
      '/{pathVariable}': {
        post: proxy(
          'Echo',
          {
            requestParameters: {
              'integration.request.header.headerVar': 'method.request.header.foobar',
              'integration.request.querystring.testQs': 'method.request.querystring.testVar',
              'integration.request.path.pathVar': 'method.request.path.pathVariable',
            },
          },
          {
            parameters: [
              parameter('header', 'foobar', true),
              parameter('header', 'never-sent', true),
              parameter('query', 'testVar', true),
            ],
          },
        ),
      },
      '/no-param': { get: proxy('Echo') },
      ...illegal('Content-Length'),
      ...illegal('TE'),
      ...illegal('Proxy-Authenticate'),
      ...illegal('Expect'),
      ...illegal('Transfer-Encoding'),
    }),
  },
  Responses: {
    stage: 'dev',
    body: openApi({
      '/{proxy+}': any(proxy('ReturnBody')),
      '/path': { get: mock('') },
      '/hello/world': { get: proxy('Xml', { responses: { '.*500.*': { statusCode: '500' } } }) },
      '/event': any(proxy('Echo')),
    }),
  },
  PicturesPng: pictures(['image/png', '*/test']),
  PicturesNone: pictures([]),
  PicturesMore: pictures(['image/png', 'application/*', 'image/jpg']),
  RoutesAny: {
    stage: 'dev',
    body: openApi({
      '/test': { post: mock('{"message": "POST request"}') },
      '/test/any': any(mock('{"message": "ANY request"}')),
      '/{proxy+}': { options: mock('{"message": "OPTIONS request"}') },
    }),
  },
  RoutesGreedy: {
    stage: 'dev',
    body: openApi({
      '/{param+}': { get: mock('{"message": "proxy"}') },
      '/part1': { get: mock('{"message": "part1"}') },
      '/part1/hardcoded-value': { get: mock('{"message": "hardcoded-value"}') },
    }),
  },
  RoutesOne: { stage: 'dev', body: openApi({ '/existing': { get: mock('x') }, '/id_func': { post: mock('x') } }) },
  Validated: nested(true, 'test'),
  ValidatedIssuer: nested(true, 'issuer'),
  NotValidated: nested(false, 'test'),
  Models: {
    stage: 'test',
    body: openApi(
      {
        '/path': {
          post: mock('{"data": "ok"}', {}, { ...VALIDATOR, ...jsonBody({ type: 'array', items: ref('testSchema') }) }),
        },
        '/status': { post: mock('{"data": "ok"}', {}, { ...VALIDATOR, ...jsonBody(ref('Status')) }) },
        '/person': { post: mock('{"data": "ok"}', {}, { ...VALIDATOR, ...jsonBody(ref('Person')) }) },
      },
      {
        ...validators(true),
        components: {
          schemas: {
            testSchema: AB,
            StatusModel: { type: 'string', enum: ['OK', 'ERROR'] },
            Status: {
              type: 'object',
              required: ['status'],
              properties: { status: { oneOf: [{ type: 'null' }, ref('StatusModel')] } },
            },
            Person: {
              type: 'object',
              required: ['b'],
              properties: { name: { type: 'string' }, b: { type: 'number' }, house: ref('House') },
            },
            House: {
              type: 'object',
              properties: { contains: { type: 'array', minItems: 1, items: ref('Person') } },
            },
          },
        },
      },
    ),
  },
  Keyed: keyed(),
  Throttled: keyed({
    body: openApi({ '/test': { get: mock('ok') } }),
    stageProperties: {
      MethodSettings: [
        { ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 0, ThrottlingBurstLimit: 0, LoggingLevel: 'OFF' },
      ],
    },
  }),
  UsedUp: keyed(),
  Authorized: {
    stage: 'prod',
    body: openApi(
      {
        '/token': any(proxy('Echo', {}, { security: [{ token: [] }] })),
        '/cached/{proxy+}': any(proxy('Echo', {}, { security: [{ cached: [] }] })),
        '/lambda-request': any(proxy('Echo', {}, { security: [{ request: [] }] })),
      },
      {
        components: {
          securitySchemes: {
            token: scheme({ type: 'token', authorizerResultTtlInSeconds: 0, identityValidationExpression: '^[a-z]+$' }),
            cached: scheme({ type: 'token', authorizerResultTtlInSeconds: 300 }),
            request: scheme({ type: 'request', identitySource: 'method.request.header.Authorization' }),
          },
        },
      },
    ),
  },
  Mocks: {
    stage: 'test',
    body: openApi({
      ...Object.fromEntries(
        ['when_no_match', 'when_no_templates', 'never'].map((passthroughBehavior) => [
          `/${passthroughBehavior}/{id}`,
          { get: mock('{"statusCode": 200, "id": $input.params().path.id}', { passthroughBehavior }) },
        ]),
      ),
      '/cors': {
        get: operation({
          type: 'mock',
          requestTemplates: { 'application/json': '{statusCode: 200}' },
          responses: { default: { statusCode: '200' } },
        }),
      },
      '/override': {
        get: mock(
          '{"statusOverride": "$context.responseOverride.status", "fooHeader": "$context.responseOverride.header.foo", "custom": "$context.custom"}',
          {
            requestTemplates: {
              'application/json':
                '#set($context.responseOverride.status = 444)#set($context.responseOverride.header.foo = "bar")#set($context.custom = "is also passed around"){"statusCode": 200}',
            },
          },
        ),
      },
      '/stage-variable': {
        post: lambda('Raw', { 'application/json': '{"version": "$stageVariables.version"}' }, { default: {} }),
      },
      '/400': {
        get: lambda(
          'Raise',
          { 'application/json': '{}' },
          {
            '.*four hundred.*': { statusCode: '405' },
            '.+': { statusCode: '502' },
            default: {},
          },
        ),
      },
    }),
  },
  Canary: {
    stage: 'dev',
    body: openApi({
      '/': {
        get: mock(
          '{"isCanary": "$context.isCanaryRequest", "variable": "$stageVariables.variable", "nonOverridden": "$stageVariables.other"}',
        ),
      },
    }),
    stageProperties: {
      Variables: { variable: 'main', other: 'default' },
      CanarySetting: { PercentTraffic: 100, StageVariableOverrides: { variable: 'canary' } },
    },
  },
  FromS3: {
    stage: 'dev',
    body: undefined,
    properties: {
      BodyS3Location: { Bucket: 'b', Key: 'from-s3.json' },
      Parameters: { endpointConfigurationTypes: 'REGIONAL' },
    },
  },
  Settings: {
    stage: 'dev',
    body: openApi({ '/': { get: mock('x') } }),
    stageProperties: { MethodSettings: [{ ResourcePath: '/*', HttpMethod: '*', LoggingLevel: 'INFO' }] },
  },
};

/** What the asset of `FromS3` holds. */
export const IN_S3 = {
  swagger: '2.0',
  info: { title: 'conformance', version: '1' },
  paths: { '/': { get: mock('x') } },
  'x-amazon-apigateway-binary-media-types': ['application/pdf', 'image/gif', 'image/jpg', 'image/png'],
};

function ref(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}

function scheme(authorizer: Json): Json {
  return {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    'x-amazon-apigateway-authtype': 'custom',
    'x-amazon-apigateway-authorizer': { authorizerUri: lambdaUri('Authorize'), ...authorizer },
  };
}

function lambda(id: string, requestTemplates: Json, responses: Readonly<Record<string, Json>>): Json {
  const complete = Object.entries(responses).map(([pattern, response]) => [
    pattern,
    { statusCode: '200', ...response },
  ]);
  return operation({
    type: 'aws',
    httpMethod: 'POST',
    uri: lambdaUri(id),
    requestTemplates,
    responses: Object.fromEntries(complete),
  });
}
