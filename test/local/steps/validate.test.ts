import { describe, expect, it } from '@jest/globals';
import { validateBody } from '../../../lib/local/steps/validate-body.ts';
import { validateParameters } from '../../../lib/local/steps/validate-parameters.ts';
import { exchangeAt, lambdaIntegration, openApi, stageOf } from '../../support/local-api.ts';

const parameter = (name: string, place: string) => ({ name, in: place, required: true, schema: { type: 'integer' } });
const schema = { type: 'object', required: ['a', 'b'], properties: { a: { type: 'number' }, b: { type: 'number' } } };
const person = {
  type: 'object',
  required: ['b'],
  properties: { b: { type: 'number' }, house: { $ref: '#/components/schemas/House' } },
};
const house = {
  type: 'object',
  properties: { contains: { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/Person' } } },
};
const body = (content: unknown) => ({ requestBody: { content: { 'application/json': { schema: content } } } });
const stage = stageOf(
  openApi(
    {
      '/nested/{test}': {
        post: {
          ...lambdaIntegration(),
          ...body(schema),
          parameters: [parameter('qs1', 'query'), parameter('x-header-param', 'header')],
        },
        put: {
          ...lambdaIntegration(),
          ...body(schema),
          parameters: [parameter('qs1', 'query')],
          'x-amazon-apigateway-request-validator': 'none',
        },
      },
      '/person': { post: { ...lambdaIntegration(), ...body({ $ref: '#/components/schemas/Person' }) } },
      '/status': {
        post: {
          ...lambdaIntegration(),
          ...body({
            type: 'object',
            properties: { status: { oneOf: [{ type: 'null' }, { type: 'string' }] } },
            additionalProperties: false,
          }),
        },
      },
      '/limits': {
        post: {
          ...lambdaIntegration(),
          ...body({
            type: 'object',
            properties: { n: { type: 'number', minimum: 1, exclusiveMinimum: true, nullable: true } },
          }),
        },
      },
    },
    {
      components: { schemas: { Person: person, House: house } },
      'x-amazon-apigateway-request-validators': {
        all: { validateRequestBody: true, validateRequestParameters: true },
        none: { validateRequestBody: false, validateRequestParameters: false },
      },
      'x-amazon-apigateway-request-validator': 'all',
    },
  ),
);
const ignore = () => {};

describe('validateParameters', () => {
  it.each<[query: string, headers: string[], message: string | undefined]>([
    ['qs1=test', ['x-header-param', 'test'], undefined],
    ['qs1=test', ['X-Header-Param', 'test'], undefined],
    ['qs1=test', [], 'Missing required request parameters: [x-header-param]'],
    ['', ['x-header-param', 'test'], 'Missing required request parameters: [qs1]'],
    ['qs1=', ['x-header-param', ' '], 'Missing required request parameters: [x-header-param, qs1]'],
  ])('of query %j and headers %j', (query, rawHeaders, message) => {
    expect(
      validateParameters(exchangeAt(stage, { httpMethod: 'POST', stagePath: '/nested/value', query, rawHeaders }))
        ?.message,
    ).toBe(message);
  });

  it('looks at nothing without a validator', () => {
    expect(validateParameters(exchangeAt(stage, { httpMethod: 'PUT', stagePath: '/nested/value' }))).toBeUndefined();
  });
});

describe('validateBody', () => {
  it.each<[path: string, contentType: string, text: string, valid: boolean]>([
    ['/nested/x', 'application/json', '{"a":1,"b":2}', true],
    ['/nested/x', '', '{"a":1,"b":2}', true],
    ['/nested/x', 'application/json; charset=utf-8', '{"test":"test"}', false],
    ['/nested/x', '', '', false],
    ['/nested/x', 'application/json', '{', false],
    ['/nested/x', 'text/plain', 'anything', true],
    [
      '/person',
      '',
      '{"name":"Person1","b":2,"house":{"randomProperty":"x","contains":[{"name":"Person2","b":3}]}}',
      true,
    ],
    ['/person', '', '{"name":"Person1","b":2,"house":{"contains":[{"name":"Person2"}]}}', false],
    ['/status', '', '{"status":null}', true],
    ['/status', '', '{"badFormat":"bla"}', false],
    ['/limits', '', '{"n":1}', true],
    ['/limits', '', '{"n":null}', false],
  ])('at %s of %s %j', (stagePath, contentType, text, valid) => {
    const rawHeaders = contentType === '' ? [] : ['Content-Type', contentType];
    const refusal = validateBody(
      exchangeAt(stage, { httpMethod: 'POST', stagePath, rawHeaders, body: Buffer.from(text) }),
      ignore,
    );
    expect(refusal?.message).toBe(valid ? undefined : 'Invalid request body');
  });

  it('looks at nothing without a validator', () => {
    expect(validateBody(exchangeAt(stage, { httpMethod: 'PUT', stagePath: '/nested/value' }), ignore)).toBeUndefined();
  });
});
