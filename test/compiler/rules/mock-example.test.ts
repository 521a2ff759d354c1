import { describe, expect, it } from '@jest/globals';
import { compileYaml, operationOf } from '../../support/compile-yaml.ts';

describe('mockExample', () => {
  it.each([
    ['example', "{ '201': { content: { text/plain: { example: hi } } }, '400': {} }", 201, 'text/plain', 'hi'],
    [
      'examples',
      "{ '200': { content: { application/json: { examples: { a: { value: { x: 1 } } } } } } }",
      200,
      'application/json',
      '{"x":1}',
    ],
    [
      'schema',
      "{ 2XX: { content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } } }",
      200,
      'application/json',
      '"a"',
    ],
    ['response reference', "{ '200': { $ref: '#/components/responses/A' } }", 200, 'text/plain', 'ref'],
  ])('answers with the example of a %s', (_, responses, status, type, body) => {
    const compiled = compileYaml(`
      paths: { /a: { get: { x-gateway: { mock: true }, responses: ${responses} } } }
      components: { schemas: { A: { example: a } }, responses: { A: { content: { text/plain: { example: ref } } } } }
    `);
    expect(compiled.problems).toEqual([]);
    expect(operationOf(compiled).handling).toEqual({ kind: 'mock', status, headers: [['content-type', type]], body });
  });

  it('answers without content where the response has none', () => {
    const compiled = compileYaml("paths: { /a: { get: { x-gateway: { mock: true }, responses: { '204': {} } } } }");
    expect(operationOf(compiled).handling).toEqual({ kind: 'mock', status: 204, headers: [], body: '' });
  });

  it('takes what the policy gives, JSON unless it is text', () => {
    const compiled = compileYaml(
      'paths: { /a: { get: { x-gateway: { mock: { headers: { X-A: b }, body: { up: true } } } } } }',
    );
    expect(operationOf(compiled).handling).toEqual({
      kind: 'mock',
      status: 200,
      headers: [
        ['content-type', 'application/json'],
        ['x-a', 'b'],
      ],
      body: '{"up":true}',
    });
  });

  it.each(['{}', '{ default: {} }', "{ '200': { content: { application/json: {} } } }"])(
    'refuses responses %s',
    (responses) => {
      expect(
        compileYaml(`paths: { /a: { get: { x-gateway: { mock: true }, responses: ${responses} } } }`).problems,
      ).toEqual([
        'error mock-example /paths/~1a/get/x-gateway/mock: "GET /a" is mocked but its responses hold no example, add one to the lowest 2xx response or write mock: { status, body }',
      ]);
    },
  );
});
