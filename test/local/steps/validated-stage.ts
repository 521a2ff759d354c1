import { lambdaIntegration, openApi, stageOf } from '../../support/local-api.ts';

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
/** Methods with required parameters and with body models. */
export const stage = stageOf(
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
            dependencies: { a: ['b'], c: { required: ['d'] } },
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
