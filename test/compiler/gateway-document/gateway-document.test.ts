import { describe, expect, it } from '@jest/globals';
import type { ApiModel, Operation } from '../../../lib/compiler/api-model.ts';
import { gatewayDocument } from '../../../lib/compiler/gateway-document/gateway-document.ts';
import { aModel, anOperation } from '../../support/api-models.ts';
import { importerComplaints } from '../../support/importer-rules.ts';

const BINDINGS = {
  routerUri: 'router',
  streamingRouterUri: 'streaming router',
  authorizerUri: 'authorizer',
};

const token = { apiKey: false, requirements: [[{ scheme: 'session', scopes: [] }]] };
const key = { apiKey: true, requirements: undefined };
const keyAndToken = { ...token, apiKey: true };

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly components: { readonly securitySchemes: Readonly<Record<string, unknown>> };
}

const documentOf = (operations: readonly Operation[], given?: Partial<ApiModel>): Document =>
  gatewayDocument(aModel(operations, given), BINDINGS) as Document; // the members these tests read

const methodOf = (operation: Operation) =>
  documentOf([operation]).paths[operation.resource.path]?.[operation.resource.method.toLowerCase()];

describe('gatewayDocument', () => {
  it('is what API Gateway needs and nothing else', () => {
    const operation = anOperation({ id: 'getPet', path: '/pets/{id}', summary: 'prose', tags: ['prose'] });
    const document = documentOf([operation]);
    expect(document).toEqual({
      openapi: '3.0.1',
      info: { title: 'Test', version: '1.0.0' },
      paths: {
        '/pets/{id}': {
          get: {
            operationId: 'getPet',
            parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
            responses: { 200: { description: '' } },
            security: [],
            'x-amazon-apigateway-integration': {
              type: 'aws_proxy',
              httpMethod: 'POST',
              uri: 'router',
            },
          },
        },
      },
      components: { securitySchemes: {} },
      'x-amazon-apigateway-binary-media-types': ['*/*'],
      'x-amazon-apigateway-api-key-source': 'HEADER',
      'x-amazon-apigateway-request-validators': {
        parameters: { validateRequestParameters: true, validateRequestBody: false },
      },
      'x-amazon-apigateway-request-validator': 'parameters',
      'x-amazon-apigateway-gateway-responses': expect.any(Object),
    });
    expect(importerComplaints(document)).toEqual([]);
  });

  it('names the parameters of the lowered resource', () => {
    const resource = { path: '/pets/{petId}/{proxy+}', method: 'GET' };
    expect(methodOf(anOperation({ path: '/pets/{id}/photos/{photo}.jpg', resource }))?.parameters).toEqual([
      { name: 'petId', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'proxy', in: 'path', required: true, schema: { type: 'string' } },
    ]);
  });

  it('streams what streams', () => {
    expect(methodOf(anOperation({ path: '/a', stream: true }))?.['x-amazon-apigateway-integration']).toEqual({
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri: 'streaming router',
      responseTransferMode: 'STREAM',
      timeoutInMillis: 900000,
    });
  });

  it('refuses to leave out a binding that is needed', () => {
    const { routerUri } = BINDINGS;
    const bindings = { routerUri };
    const model = (operation: Operation) => aModel([operation]);
    expect(() => gatewayDocument(model(anOperation({ path: '/a', stream: true })), bindings)).toThrow(
      'streamingRouterUri',
    );
    expect(() => gatewayDocument(model(anOperation({ path: '/a', security: token })), bindings)).toThrow(
      'authorizerUri',
    );
  });

  it('gives no operation id to a method of several operations, or one API Gateway does not take', () => {
    const resource = { path: '/{id}', method: 'GET' };
    const shared = documentOf([
      anOperation({ id: 'one', path: '/{id}', resource }),
      anOperation({ id: 'other', path: '/{id}.json', resource }),
    ]);
    expect(shared.paths['/{id}']?.get).not.toHaveProperty('operationId');
    expect(methodOf(anOperation({ id: 'list-pets', path: '/pets' }))).not.toHaveProperty('operationId');
  });
});

describe('gatewayDocument, security', () => {
  const scheme = expect.stringMatching(/^authorizer[0-9a-f]{8}g0$/);

  it.each([
    ['an open operation', undefined, []],
    ['a key', key, [['apiKey']]],
    ['a token', token, [[scheme]]],
    ['both together', keyAndToken, [[scheme, 'apiKey']]],
  ])('is explicit for %s', (_, security, expected) => {
    const operation = anOperation({ path: '/a', ...(security && { security }) });
    const alternatives = methodOf(operation)?.security;
    expect(Array.isArray(alternatives) && alternatives.map((one) => Object.keys(one))).toEqual(expected);
    expect(importerComplaints(documentOf([operation]))).toEqual([]);
  });

  it('asks the authorizer once a minute for each value of the fields that its answer rests on', () => {
    expect(
      Object.values(documentOf([anOperation({ path: '/a', security: token })]).components.securitySchemes),
    ).toEqual([
      {
        type: 'apiKey',
        in: 'header',
        name: 'Authorization',
        'x-amazon-apigateway-authtype': 'custom',
        'x-amazon-apigateway-authorizer': {
          type: 'request',
          authorizerUri: 'authorizer',
          identitySource: 'method.request.header.Authorization',
          authorizerResultTtlInSeconds: 60,
        },
      },
    ]);
  });

  it('names another authorizer for other scopes', () => {
    const scopes = (some: readonly string[]) => {
      const security = { apiKey: false, requirements: [[{ scheme: 'session', scopes: some }]] };
      return Object.keys(documentOf([anOperation({ path: '/a', security })]).components.securitySchemes)[0];
    };
    expect(scopes(['read'])).toBe(scopes(['read']));
    expect(scopes(['read'])).not.toBe(scopes(['write']));
  });

  it('refuses operations of one method that do not share their security', () => {
    const resource = { path: '/{id}', method: 'GET' };
    const operations = [
      anOperation({ path: '/{id}', resource, security: token }),
      anOperation({ path: '/{id}.json', resource }),
    ];
    expect(() => documentOf(operations)).toThrow(/share a method but not their security/);
  });
});

describe('gatewayDocument, query parameters', () => {
  const parameters = (...names: readonly string[]) =>
    names.map((name) => ({ name: name.replace('?', ''), in: 'query', required: !name.endsWith('?') }) as const);
  const checked = (...operations: readonly Operation[]) => {
    const declared = documentOf(operations).paths['/{id}']?.get?.parameters;
    return Array.isArray(declared) ? declared.slice(1).map(({ name }) => name) : [];
  };
  const resource = { path: '/{id}', method: 'GET' };

  it('are checked where they are required', () => {
    expect(checked(anOperation({ path: '/{id}', parameters: parameters('a', 'b?') }))).toEqual(['a']);
  });

  it('are checked where every operation of the method requires them', () => {
    const one = anOperation({ path: '/{id}', resource, parameters: parameters('a', 'b', 'c') });
    const other = anOperation({ path: '/{id}.json', resource, parameters: parameters('a', 'b?', 'd') });
    expect(checked(one, other)).toEqual(['a']);
  });

  it('are left to the router where API Gateway does not take the name', () => {
    expect(checked(anOperation({ path: '/{id}', parameters: parameters('filter[name]', 'order.by') }))).toEqual([
      'order.by',
    ]);
  });

  it('are left to the router where a variable has the name, which API Gateway takes once', () => {
    expect(checked(anOperation({ path: '/{id}', parameters: parameters('id', 'a') }))).toEqual(['a']);
  });

  it('are not joined by header fields, whose case API Gateway would mind', () => {
    const header = { name: 'X-Version', in: 'header', required: true } as const;
    expect(checked(anOperation({ path: '/{id}', parameters: [header] }))).toEqual([]);
  });
});
