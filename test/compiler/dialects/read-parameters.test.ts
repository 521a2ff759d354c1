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

  it.each([
    ['required', 'yes', '"yes"'],
    ['required', "'true'", '"true"'],
    ['required', '1', '1'],
    ['explode', 'no', '"no"'],
    ['allowReserved', 'on', '"on"'],
    ['allowEmptyValue', '~', 'null'],
  ])('says that %s: %s is neither true nor false', (key, value, shown) => {
    const { problems } = compileYaml(`
      paths: { /pets: { get: { parameters: [{ name: a, in: query, schema: { type: array }, ${key}: ${value} }] } } }`);
    expect(problems).toEqual([
      `warning document-shape /paths/~1pets/get/parameters/0/${key}: ${key} is ${shown}, expected true or false (to YAML 1.2 yes, no, on and off are texts): it is read as if it were not there`,
    ]);
  });

  it('says which of two parameters counts, and which of two descriptions', () => {
    const compiled = compileYaml(`
      paths:
        /pets:
          parameters: [{ name: kind, in: query, schema: { type: boolean } }]
          get:
            parameters:
              - { name: kind, in: query, schema: { type: string } }
              - { name: kind, in: query, required: true, schema: { type: integer } }
              - { name: kind, in: header, schema: { type: string } }
              - { name: both, in: query, schema: { type: string }, content: { application/json: {} } }
              - { name: two, in: query, content: { application/json: {}, text/plain: {} } }`);
    expect(operationOf(compiled).description?.parameters).toContainEqual(
      expect.objectContaining({ name: 'kind', in: 'query', required: true, schema: { type: 'integer' } }),
    );
    const at = '/paths/~1pets/get/parameters';
    expect(compiled.problems).toEqual([
      `warning document-shape ${at}/0: "kind" in query stands in this list again, and the last one counts; remove one`,
      `warning document-shape ${at}/3: a parameter has schema and content, of which only schema is read; remove one`,
      `warning document-shape ${at}/4: content of a parameter has 2 media types, of which only the first is read; remove the others`,
    ]);
  });
});
