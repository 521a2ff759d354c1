import { describe, expect, it } from '@jest/globals';
import { bodyModels } from '../../../lib/local/rest-api/deploy/body-model.ts';

const SCHEMA = {
  type: 'object',
  required: ['foo', 'bar'],
  additionalProperties: false,
  properties: {
    foo: { type: 'string', minLength: 2, maxLength: 3 },
    bar: { enum: ['a', 'b'] },
    n: { type: 'integer', minimum: 1, maximum: 2 },
    list: { type: 'array', minItems: 1, maxItems: 2, uniqueItems: true },
  },
};

describe('modelErrors', () => {
  it.each<[body: unknown, message: string]>([
    [{}, '[object has missing required properties (["bar","foo"])]'],
    [{ foo: 'xx' }, '[object has missing required properties (["bar"])]'],
    [[], '[instance type (array) does not match any allowed primitive type (allowed: ["object"])]'],
    [{ foo: 'x', bar: 'a' }, '[string "x" is too short (length: 1, required minimum: 2)]'],
    [{ foo: 'xxxx', bar: 'a' }, '[string "xxxx" is too long (length: 4, maximum allowed: 3)]'],
    [{ foo: 'xx', bar: 'c' }, '[instance value ("c") not found in enum (possible values: ["a","b"])]'],
    [{ foo: 'xx', bar: 'a', n: 3 }, '[numeric instance is greater than the required maximum (maximum: 2, found: 3)]'],
    [
      { foo: 'xx', bar: 'a', list: [] },
      '[array is too short: must have at least 1 elements but instance has 0 elements]',
    ],
    [
      { foo: 'xx', bar: 'a', more: 1 },
      '[object instance has properties which are not allowed by the schema: ["more"]]',
    ],
  ])('says of %j what the service says', (body, message) => {
    expect(bodyModels({}, true)(SCHEMA)(body)).toEqual({ kind: 'invalid', message });
  });

  it('lets bounds of arrays be where that is wanted', () => {
    expect(bodyModels({}, false)(SCHEMA)({ foo: 'xx', bar: 'a', list: [] })).toEqual({ kind: 'valid' });
  });

  it('finds what a model defines in itself, and other models by their URL', () => {
    const url = 'https://apigateway.amazonaws.com/restapis/abc/models/Other';
    const schema = {
      definitions: { own: { type: 'string' } },
      properties: { a: { $ref: '#/definitions/own' }, b: { $ref: url } },
    };
    const model = bodyModels(
      { Other: { definitions: { own: { type: 'number' } }, allOf: [{ $ref: '#/definitions/own' }] } },
      true,
    )(schema);
    expect([model({ a: 'x', b: 1 }), model({ a: 1 }), model({ b: 'x' })].map(({ kind }) => kind)).toEqual([
      'valid',
      'invalid',
      'invalid',
    ]);
  });
});
