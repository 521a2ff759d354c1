import { expect, it } from '@jest/globals';
import { compileYaml, operationOf } from '../support/compile-yaml.ts';

const described = (parameter: string) => {
  const compiled = compileYaml(`
    components: { schemas: { Id: { $ref: '#/components/schemas/Text' }, Text: { type: string } } }
    paths: { '/pets/{id}': { get: { operationId: getPet, parameters: [{ name: id, in: path, required: true, ${parameter} }] } } }
  `);
  return operationOf(compiled, 'getPet').description;
};

it.each(['schema: { type: string }', "schema: { $ref: '#/components/schemas/Id' }", 'schema: {}'])(
  'describes no variable of a path that any request has: %s',
  (parameter) => expect(described(parameter)).toBeUndefined(),
);

it.each([
  'schema: { type: integer }',
  'schema: { type: string, maxLength: 3 }',
  'style: label, schema: { type: string }',
])('describes one that a request may get wrong: %s', (parameter) =>
  expect(described(parameter)?.parameters).toHaveLength(1),
);
