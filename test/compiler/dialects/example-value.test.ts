import { describe, expect, it } from '@jest/globals';
import { exampleValue } from '../../../lib/compiler/dialects/example-value.ts';

describe('exampleValue', () => {
  it.each([
    [{ example: 'a', schema: { example: 'b' } }, 'a'],
    [{ examples: { one: { value: 1 }, two: { value: 2 } } }, '1'],
    [{ schema: { example: false, default: true } }, 'false'],
    [{ schema: { default: 20, enum: [10] } }, '20'],
    [{ schema: { enum: ['open', 'closed'] } }, 'open'],
    [{ example: { a: 1 }, schema: { type: 'object' } }, undefined],
    [{ example: '', examples: null, schema: [] }, undefined],
    [{ schema: { $ref: '#/s' } }, '5'],
    [{ examples: { one: { $ref: '#/e' } } }, 'x'],
    [{ schema: { $ref: '#/none' } }, undefined],
    [{}, undefined],
  ])('reads %j as %j', (parameter, value) => {
    expect(exampleValue({ s: { default: 5 }, e: { value: 'x' } }, parameter)).toBe(value);
  });
});
