import { describe, expect, it } from '@jest/globals';
import { compileFiles } from '../../support/compile-files.ts';
import { compileYaml, operationOf } from '../../support/compile-yaml.ts';

describe('normalize', () => {
  it('tells of flags that are neither true nor false in bodies and schemas', () => {
    const { problems } = compileYaml(`
      paths:
        /pets:
          post:
            requestBody:
              required: yes
              content:
                application/json:
                  schema:
                    type: object
                    properties:
                      a: { type: string, nullable: yes, readOnly: 1, writeOnly: 'no' }
                      b: { $ref: '#/components/schemas/B', nullable: on }
      components: { schemas: { B: {} } }`);
    const body = '/paths/~1pets/post/requestBody';
    const property = `${body}/content/application~1json/schema/properties/a`;
    const expected = 'expected true or false';
    expect(problems).toEqual([
      expect.stringContaining(`warning document-shape ${body}/required: required is "yes", ${expected}`),
      `warning schema-keyword ${property}/nullable: nullable is "yes", ${expected}: it is not checked`,
      `warning schema-keyword ${property}/readOnly: readOnly is 1, ${expected}: it is not checked`,
      `warning schema-keyword ${property}/writeOnly: writeOnly is "no", ${expected}: it is not checked`,
      expect.stringContaining(`nullable is "on", ${expected}: it is not checked`),
    ]);
  });

  it('takes 3.1 as 3.0 and says that webhooks are left out', () => {
    const { problems, model } = compileYaml(`
      openapi: 3.1.0
      servers: [{ url: https://a.example.com }]
      webhooks: { created: { post: {} } }
      paths: { /a: { $ref: '#/components/pathItems/a', summary: x } }
      components: { pathItems: { a: { get: { operationId: a } } } }
    `);
    expect(problems).toEqual([
      'info webhooks-left-out /webhooks: webhooks are requests to your clients: the gateway does not serve them',
    ]);
    expect(model?.operations.map(({ id, pointer }) => [id, pointer])).toEqual([['a', '/components/pathItems/a/get']]);
  });

  it('reads 3.2: refuses methods that API Gateway has not, takes media types by reference, and says what it passes on', () => {
    const { problems, model } = compileYaml(`
      openapi: 3.2.0
      $self: https://a.example.com/api.yaml
      servers: [{ url: https://a.example.com }]
      paths:
        /a:
          query: {}
          additionalOperations: { COPY: {}, MOVE: { x-gateway: { disabled: true } } }
          get:
            operationId: a
            parameters: [{ name: all, in: querystring, content: { a/b: {} } }]
            x-gateway: { mock: true }
            responses: { '200': { description: ok, content: { text/plain: { $ref: '#/components/mediaTypes/text' } } } }
      components: { mediaTypes: { text: { example: hello } } }
    `);
    expect(problems).toEqual([
      'error method-supported /paths/~1a/query: API Gateway has no method QUERY, remove the operation or set x-gateway: { disabled: true }',
      'error method-supported /paths/~1a/additionalOperations/COPY: API Gateway has no method COPY, remove the operation or set x-gateway: { disabled: true }',
      'info schema-reading /paths/~1a/get/parameters/0: the query string as one value (in: querystring) is passed on as it is and not checked',
    ]);
    expect(model).toBeUndefined();
  });

  it('knows the keys of 3.2 in no earlier version', () => {
    expect(compileYaml('paths: { /a: { get: {}, query: {}, additionalOperations: {} } }').problems).toEqual([
      expect.stringContaining('unknown key "query" on a path'),
      expect.stringContaining('unknown key "additionalOperations" on a path'),
    ]);
  });

  it('warns of what stands beside a reference, where that is not read', () => {
    const { problems } = compileYaml(`
      paths: { /a: { get: { parameters: [{ $ref: '#/components/parameters/q', required: true, description: d, x-a: 1 }] } } }
      components:
        parameters: { q: { name: q, in: query } }
        securitySchemes: { a: { $ref: '#/components/securitySchemes/b', x-gateway: {} }, b: { type: http, scheme: basic } }
    `);
    expect(problems).toEqual([
      'warning reference-siblings /paths/~1a/get/parameters/0/required: "required" beside $ref is not read, as OpenAPI says; move it to what is referred to',
      'warning reference-siblings /components/securitySchemes/a/x-gateway: "x-gateway" beside $ref is not read, as OpenAPI says; move it to what is referred to',
    ]);
  });

  it('follows references, percent-encoded ones too, and lets the operation replace a parameter of its path', () => {
    const compiled = compileYaml(`
      paths:
        /a/{id}:
          parameters: [{ $ref: '#/components/parameters/q' }, { name: id, in: path, required: true }]
          get: { operationId: a, parameters: [{ name: q, in: query, required: true }] }
        /b: { get: { operationId: b, parameters: [{ $ref: '#/paths/~1a~1%7Bid%7D/parameters/0' }] } }
      components: { parameters: { q: { name: q, in: query } } }
    `);
    expect(compiled.problems).toEqual([]);
    expect(operationOf(compiled, 'a').parameters).toEqual([
      { name: 'id', in: 'path', required: true },
      { name: 'q', in: 'query', required: true },
    ]);
    expect(operationOf(compiled, 'b').parameters).toEqual([{ name: 'q', in: 'query', required: false }]);
  });

  it.each([
    ['#/components/none', 'names nothing in this document, name an existing component'],
    ['#/components/loop', 'leads back to itself, name an existing component'],
  ])('refuses a reference to %s', (reference, why) => {
    const { problems } = compileYaml(`
      paths: { /a: { get: { parameters: [{ $ref: '${reference}' }] } } }
      components: { loop: { $ref: '#/components/loop' } }
    `);
    expect(problems).toEqual([`error reference-exists /paths/~1a/get/parameters/0: $ref "${reference}" ${why}`]);
  });

  it.each([
    ['paths: []', '/paths: paths is [], expected an object such as { /pets: { get: {} } }'],
    ['paths: { /a: 1 }', '/paths/~1a: a path is 1, expected an object of operations such as { get: {} }'],
    ['paths: { /a: { get: 1 } }', '/paths/~1a/get: an operation is 1, expected an object such as { responses: {} }'],
    [
      'paths: { /a: { get: { operationId: 1 } } }',
      '/paths/~1a/get/operationId: operationId is 1, expected a text, write a unique name',
    ],
    [
      'paths: { /a: { get: { parameters: {} } } }',
      '/paths/~1a/get/parameters: parameters is {}, expected a list such as [{ name, in }]',
    ],
    [
      'paths: { /a: { get: { security: } } }',
      '/paths/~1a/get/security: security is null, expected a list such as [{ schemeName: [] }], or [] for an open operation',
    ],
    [
      'paths: { /a: { get: { security: [a] } } }',
      '/paths/~1a/get/security/0: a security requirement is "a", expected an object such as { schemeName: [] }',
    ],
  ])('refuses %s', (yaml, problem) => {
    expect(compileYaml(yaml).problems).toContain(`error document-shape ${problem}`);
  });

  it('refuses a chain of thousands of references at once', () => {
    const paths = Array.from(
      { length: 5000 },
      (_, index) => [`/p${index}`, { $ref: `#/paths/~1p${index + 1}` }] as const,
    );
    const document = { paths: Object.fromEntries([...paths, ['/p5000', { get: {} }]]) };
    const start = process.cpuUsage();
    const { problems } = compileFiles({ 'a.json': JSON.stringify({ openapi: '3.1.0', ...document }) });
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(15_000);
    expect(problems.filter((line) => line.includes('is one of more than 50 in a row'))).toHaveLength(4950);
  }, 30_000);

  it('refuses a mistyped method, which would be an operation lost', () => {
    expect(compileYaml('paths: { /a: { GET: {}, get: {} } }').problems).toEqual([
      'error known-keys /paths/~1a/GET: unknown key "GET" on a path, did you mean "get"',
    ]);
  });

  it.each([
    ['paths: { /a: { get: { securty: [{ s: [] }] } } }', '/paths/~1a/get/securty', 'securty', 'operation', 'security'],
    ['paths: { /a: { get: { Security: [] } } }', '/paths/~1a/get/Security', 'Security', 'operation', 'security'],
    ['{ Paths: { /a: {} } }', '/Paths', 'Paths', 'document', 'paths'],
    ['{ secuirty: [{ s: [] }], paths: { /a: { get: {} } } }', '/secuirty', 'secuirty', 'document', 'security'],
    ['paths: { /a: { get: { server: [] } } }', '/paths/~1a/get/server', 'server', 'operation', 'servers'],
  ])('refuses %s, which would leave an operation open or send it elsewhere', (yaml, pointer, key, place, nearest) => {
    const root = 'openapi: 3.0.3, servers: [{ url: https://api.example.com }]';
    const document = yaml.startsWith('{') ? yaml.replace('{', `{ ${root},`) : yaml;
    expect(compileYaml(document).problems).toEqual([
      `error known-keys ${pointer}: unknown key "${key}" in the ${place}, did you mean "${nearest}"`,
    ]);
  });

  it.each([
    ['/paths/~1a/get', 'x-gatway', 'paths: { /a: { get: { x-gatway: { disabled: true } } } }'],
    ['/paths/~1a', 'x-gatewey', 'paths: { /a: { x-gatewey: { disabled: true }, get: {} } }'],
    ['/paths/~1a/get', 'x_GateWay', 'paths: { /a: { get: { x_GateWay: {} } } }'],
  ])('refuses at %s the key %s, whose policies would be lost', (pointer, key, document) => {
    expect(compileYaml(document).problems).toEqual([
      `error known-keys ${pointer}/${key}: unknown key "${key}", did you mean "x-gateway"`,
    ]);
  });

  it.each(['x-category', 'x-gateway-id', 'x-google-backend', 'x-galaxy', 'x-gate'])(
    'lets the extension %s be',
    (key) => {
      expect(compileYaml(`paths: { /a: { get: { ${key}: {} } } }`).problems).toEqual([]);
    },
  );

  it('lets other unknown keys be', () => {
    expect(compileYaml('paths: { /a: { get: { samples: [], summery: x } } }').problems).toEqual([]);
  });

  it('refuses an operation that is a reference, whose security nobody would read', () => {
    const { problems } = compileYaml(`
      paths: { /a: { get: { $ref: '#/components/x-operations/a' } } }
      components: { x-operations: { a: { security: [{ s: [] }] } } }
    `);
    expect(problems).toEqual([
      'error document-shape /paths/~1a/get/$ref: an operation cannot be a $ref (OpenAPI has that for paths), write the operation here',
    ]);
  });

  it('refuses a method that is written beside a reference which has it too', () => {
    const { problems } = compileYaml(`
      paths: { /a: { $ref: '#/components/pathItems/a', get: {}, put: {} } }
      components: { pathItems: { a: { get: { security: [] }, post: {} } } }
    `);
    expect(problems).toEqual([
      'error document-shape /paths/~1a/get: get is written here and in what $ref names, which leaves open which one is meant; remove one',
    ]);
  });
});
