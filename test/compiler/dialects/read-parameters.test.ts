import { describe, expect, it } from '@jest/globals';
import { compileYaml, operationOf } from '../../support/compile-yaml.ts';

function requiredOf(parameter: string) {
  const compiled = compileYaml(`
    paths:
      /pets:
        get:
          parameters: [{ name: filter, in: query, required: true, ${parameter} }]
    components: { schemas: { Filter: { type: object } } }`);
  return operationOf(compiled).parameters[0]?.required;
}

describe('readParameters', () => {
  it.each([
    'schema: { type: string }',
    'schema: { type: array }',
    'schema: { type: object }, explode: false',
    'content: { application/json: {} }',
  ])('keeps a query parameter required that is sent under its own name: %s', (parameter) => {
    expect(requiredOf(parameter)).toBe(true);
  });

  it.each([
    'style: deepObject, schema: { type: object }',
    'schema: { type: object }',
    "schema: { $ref: '#/components/schemas/Filter' }",
  ])('does not require the name of an object whose properties are sent instead: %s', (parameter) => {
    expect(requiredOf(parameter)).toBe(false);
  });
});
