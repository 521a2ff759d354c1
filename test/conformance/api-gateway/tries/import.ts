import {
  CreateRestApiCommand,
  GetAuthorizersCommand,
  GetIntegrationResponseCommand,
  GetMethodCommand,
  GetModelsCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetStageCommand,
  ImportRestApiCommand,
  PutRestApiCommand,
  UpdateRestApiCommand,
} from '@aws-sdk/client-api-gateway';
import { controlled, type Observed } from '../observed.ts';
import { type Json, mock, openApi, operation } from '../template.ts';
import type { World } from '../world.ts';
import { newApi } from './new-api.ts';
import type { Tries } from './try.ts';

const bytes = (document: Json) => Buffer.from(JSON.stringify(document));

/** A document imported, and a method of it as the control plane has it. */
async function imported({ sdk }: World, document: Json, path = '/test', httpMethod = 'GET') {
  const { id: restApiId } = await sdk.send(new ImportRestApiCommand({ body: bytes(document) }));
  const { items = [] } = await sdk.send(new GetResourcesCommand({ restApiId }));
  const resourceId = items.find((item) => item.path === path)?.id;
  const place = { restApiId, resourceId, httpMethod };
  return { restApiId, place, method: await sdk.send(new GetMethodCommand(place)) };
}

const SERVERS = {
  variable: [{ url: 'https://host/x', variables: { basePath: { default: '/base-var' } } }],
  url: [{ url: 'https://host/base-url/part/' }],
};

/** The path of `/test` with both kinds of server. */
const paths = (basepath: string) => async (world: World) => {
  const seen: Record<string, string | undefined> = {};
  for (const [kind, servers] of Object.entries(SERVERS)) {
    const restApiId = await newApi(world);
    const body = bytes(openApi({ '/test': { get: mock('x') } }, { servers }));
    await world.sdk.send(new PutRestApiCommand({ restApiId, mode: 'overwrite', parameters: { basepath }, body }));
    const { items = [] } = await world.sdk.send(new GetResourcesCommand({ restApiId }));
    seen[kind] = items.map(({ path }) => path).find((path) => path?.endsWith('/test'));
  }
  return seen;
};

const LAMBDA =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:0:function:f/invocations';

export const IMPORT: Tries = {
  'imp-token-identity-from-scheme': async ({ sdk }) => {
    const securitySchemes = {
      unused: {
        type: 'apiKey',
        name: 'Authorization',
        in: 'header',
        'x-amazon-apigateway-authtype': 'oauth2',
        'x-amazon-apigateway-authorizer': {
          type: 'token',
          authorizerUri: LAMBDA,
          identityValidationExpression: '^x-[a-z]+',
          authorizerResultTtlInSeconds: 60,
        },
      },
    };
    const document = openApi({ '/test': { get: mock('x') } }, { components: { securitySchemes } });
    const { id: restApiId } = await sdk.send(new ImportRestApiCommand({ body: bytes(document) }));
    return { items: (await sdk.send(new GetAuthorizersCommand({ restApiId }))).items };
  },
  'imp-basepath-prepend': paths('prepend'),
  'imp-basepath-ignore': paths('ignore'),
  'imp-warning-nonstring-mapping': async (world) => {
    const settings = { requestParameters: { 'integration.request.header.nothing': true } };
    const body = bytes(openApi({ '/test': { get: mock('x', settings) } }));
    return controlled(world.sdk.send(new PutRestApiCommand({ restApiId: await newApi(world), body })), 200);
  },
  'imp-undeclared-path-param': async (world) => {
    const { method } = await imported(world, openApi({ '/echo/{data}': { get: mock('x') } }), '/echo/{data}');
    return { 'method.requestParameters': method.requestParameters };
  },
  'imp-optional-query': async (world) => {
    const parameters = ['page', 'type'].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
    const { method } = await imported(world, openApi({ '/test': { get: mock('x', {}, { parameters }) } }));
    return { requestParameters: method.requestParameters };
  },
  'imp-binary-merge': async ({ sdk }) => {
    const { id } = await sdk.send(new CreateRestApiCommand({ name: 'a', binaryMediaTypes: ['image/heif'] }));
    const types = { 'x-amazon-apigateway-binary-media-types': ['image/png', 'image/jpg'] };
    const body = bytes(openApi({ '/test': { get: mock('x') } }, types));
    const merged = await sdk.send(new PutRestApiCommand({ restApiId: id, mode: 'merge', body }));
    return { status: 200, binaryMediaTypes: merged.binaryMediaTypes };
  },
  'imp-bad-doc': async (world) => {
    const { sdk } = world;
    const bad = { body: Buffer.from('neither: [JSON, nor: OpenAPI') };
    const seen: Observed[] = [
      await controlled(sdk.send(new ImportRestApiCommand(bad)), 201),
      await controlled(sdk.send(new PutRestApiCommand({ restApiId: await newApi(world), ...bad })), 200),
      await controlled(sdk.send(new ImportRestApiCommand({ body: bytes({ ...openApi({}), openapi: '3.1.0' }) })), 201),
    ];
    return seen.find(({ message }) => message !== 'Invalid OpenAPI input.') ?? seen[0] ?? {};
  },
  'imp-integer-status': async (world) => {
    const settings = { responses: { default: { statusCode: 200 } } };
    const { method } = await imported(world, openApi({ '/test': { get: mock('x', settings) } }));
    return { integrationResponses: method.methodIntegration?.integrationResponses };
  },
  'imp-minitems-kept': async ({ sdk }) => {
    const schemas = {
      Person: { type: 'object', properties: { house: { $ref: '#/components/schemas/House' } } },
      House: {
        type: 'object',
        properties: {
          contains: { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/Person' } },
          photo: { type: 'string', format: 'byte' },
        },
      },
    };
    const document = openApi({ '/test': { get: mock('x') } }, { components: { schemas } });
    const { id: restApiId } = await sdk.send(new ImportRestApiCommand({ body: bytes(document) }));
    const { items = [] } = await sdk.send(new GetModelsCommand({ restApiId }));
    const schema = JSON.parse(items.find(({ name }) => name === 'House')?.schema ?? '{}') as Observed;
    return { 'schema.properties.contains': (schema.properties as Observed | undefined)?.contains };
  },
  'api-defaults': async ({ sdk }) => controlled(sdk.send(new CreateRestApiCommand({ name: 'a' })), 201),
  'cfn-stage-method-settings': async ({ sdk, id }) => {
    const stage = await sdk.send(new GetStageCommand({ restApiId: id('Settings'), stageName: 'dev' }));
    return { methodSettings: stage.methodSettings };
  },
  'imp-defaults-integration': async (world) => {
    const integration = { type: 'aws_proxy', httpMethod: 'POST', uri: LAMBDA };
    const { method, place } = await imported(world, openApi({ '/test': { get: operation(integration) } }));
    const { cacheNamespace } = method.methodIntegration ?? {};
    const own = cacheNamespace === place.resourceId ? '<resource id>' : `not the resource's: ${cacheNamespace}`;
    return { methodIntegration: { ...method.methodIntegration, cacheNamespace: own } };
  },
  'cfn-body-s3': async ({ sdk, id }) => {
    const api = await sdk.send(new GetRestApiCommand({ restApiId: id('FromS3') }));
    return { status: 200, ...api, binaryMediaTypes: [...(api.binaryMediaTypes ?? [])].sort() };
  },
  'api-compression-range': async (world) => {
    const patchOperations = [{ op: 'replace' as const, path: '/minimumCompressionSize', value: '-1' }];
    const update = new UpdateRestApiCommand({ restApiId: await newApi(world), patchOperations });
    return controlled(world.sdk.send(update), 200);
  },
  'imp-http-proxy-no-integration-response': async (world) => {
    const integration = { type: 'http_proxy', httpMethod: 'GET', uri: 'https://example.com/' };
    const { place } = await imported(world, openApi({ '/test': { get: operation(integration) } }));
    return controlled(world.sdk.send(new GetIntegrationResponseCommand({ ...place, statusCode: '200' })), 200);
  },
};
