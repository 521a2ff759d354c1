import { describe, expect, it } from '@jest/globals';
import { authorizerConfig, gatewayDocument, routerConfig } from '../../../lib/compiler/index.ts';
import { compileFiles, type Texts } from '../../support/compile-files.ts';

const ROOT = `
  openapi: 3.0.3
  info: { title: Pets, version: '1' }
  servers: [{ url: https://api.example.com }]
  paths:
    /pets: { $ref: 'paths/pets.yaml' }
    /pets/{id}: { $ref: paths/pet.yaml#/one }
  components:
    securitySchemes: { key: { $ref: 'shared/security.json#/key' } }
    schemas: { $ref: schemas.yaml }
`;

const FILES: Texts = {
  'api/root.yaml': ROOT,
  'api/paths/pets.yaml': `
    get:
      operationId: listPets
      security: [{ key: [] }]
      parameters: [{ $ref: '../shared/parameters.yaml#/limit' }]
      responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '../root.yaml#/components/schemas/Pets' } } } } }
  `,
  'api/paths/pet.yaml': `
    one:
      get:
        operationId: getPet
        parameters: [{ $ref: ../shared/parameters.yaml#/id }]
        responses: { '200': { $ref: '#/found' } }
    found: { description: ok, content: { application/json: { schema: { $ref: ../schemas.yaml#/Pet } } } }
  `,
  'api/shared/parameters.yaml': `
    limit: { name: limit, in: query, required: true, schema: { type: integer } }
    id: { name: id, in: path, required: true, schema: { $ref: '#/text' } }
    text: { type: string }
  `,
  'api/shared/security.json': '{ "key": { "type": "apiKey", "in": "header", "name": "x-api-key" } }',
  'api/schemas.yaml': `
    Pets: { type: array, items: { $ref: '#/Pet' } }
    Pet: { type: object, properties: { parent: { $ref: '#/Pet' }, owner: { $ref: 'owner.json' } } }
  `,
  'api/owner.json': '{ "type": "object", "properties": { "pets": { "$ref": "schemas.yaml#/Pets" } } }',
};

describe('bundle', () => {
  it('says how a path of Windows is written', () => {
    const { problems } = compileFiles({
      'a.yaml': `
        openapi: 3.0.3
        info: { title: A, version: '1' }
        paths: { /a: { $ref: 'paths\\a.yaml' } }
      `,
    });
    expect(problems).toContain(
      'a.yaml:3:16 error reference-file: $ref "paths\\\\a.yaml" names paths\\a.yaml, which does not exist; write / in place of \\',
    );
  });

  it('makes one tree of many files, JSON and YAML, that refer to each other in circles', () => {
    const { model, problems, source } = compileFiles(FILES);
    expect(problems.filter((line) => line.includes(' error '))).toEqual([]);
    expect(model?.operations.map(({ id, path, parameters }) => [id, path, parameters])).toEqual([
      ['listPets', '/pets', [{ name: 'limit', in: 'query', required: true }]],
      ['getPet', '/pets/{id}', [{ name: 'id', in: 'path', required: true }]],
    ]);
    expect(new Set(source.files.keys())).toEqual(new Set(Object.keys(FILES)));
    const references = [...JSON.stringify(source.value).matchAll(/"\$ref":"([^"]*)"/g)].map(([, found]) => found);
    expect(new Set(references)).toEqual(
      new Set([
        '#/x-gatewright-files/api~1paths~1pets.yaml',
        '#/x-gatewright-files/api~1paths~1pet.yaml/one',
        '#/x-gatewright-files/api~1paths~1pet.yaml/found',
        '#/x-gatewright-files/api~1shared~1parameters.yaml/limit',
        '#/x-gatewright-files/api~1shared~1parameters.yaml/id',
        '#/x-gatewright-files/api~1shared~1parameters.yaml/text',
        '#/x-gatewright-files/api~1shared~1security.json/key',
        '#/x-gatewright-files/api~1owner.json',
        // the file that stands for `components.schemas` has its place there
        '#/components/schemas/Pets',
        '#/components/schemas/Pet',
      ]),
    );
  });

  it('shows the key of the files in no output', () => {
    const { model } = compileFiles(FILES);
    if (model === undefined) throw new Error('no model');
    const bindings = {
      routerUri: 'r',
      streamingRouterUri: 's',
      authorizerUri: 'a',
      credentials: 'c',
      authorizerCredentials: 'c',
    };
    const outputs = [gatewayDocument(model, bindings), routerConfig(model), authorizerConfig(model)];
    expect(JSON.stringify(outputs)).not.toContain('x-gatewright');
  });

  it.each([
    ['/paths/~1pets', 'api/root.yaml', 5, 3, '/paths/~1pets'],
    ['/components/schemas', 'api/schemas.yaml', 1, 1, ''],
    ['/components/schemas/Pet/properties/owner', 'api/schemas.yaml', 2, 63, '/Pet/properties/owner'],
    ['/x-gatewright-files/api~1paths~1pets.yaml/get/security', 'api/paths/pets.yaml', 3, 3, '/get/security'],
    ['/x-gatewright-files/api~1owner.json/properties/pets', 'api/owner.json', 1, 37, '/properties/pets'],
    ['/x-gatewright-files/api~1owner.json/none', 'api/owner.json', 1, 1, '/none'],
  ])('places %j', (pointer, file, line, column, own) => {
    expect(compileFiles(FILES).source.locate(pointer)).toEqual({ file, line, column, pointer: own });
  });

  it('places problems in the file where they are', () => {
    const { problems } = compileFiles({
      'root.yaml': ROOT,
      'schemas.yaml': '{}',
      'shared/security.json': '{ "key": { "type": "openIdConnect" } }',
      'paths/pets.yaml': `
        get: { operationId: a, security: [{ other: [] }], responses: {} }
      `,
      'paths/pet.yaml': `
        one:
          post: { parameters: [{ $ref: '#/none' }], requestBody: { $ref: ../bodies.yaml#/pet }, responses: {} }
          put: { parameters: [{ $ref: '../missing.json#/id' }] }
      `,
      'bodies.yaml': 'pet: { content: { a/b: { schema: { $ref: Pet.yaml } } } }',
      'Pet.yaml': 'type: [',
    });
    expect(problems.filter((line) => line.includes(' error '))).toEqual([
      'paths/pets.yaml:1:37 error security-scheme-exists: security scheme "other" does not exist, declare it in components.securitySchemes',
      'paths/pet.yaml:2:26 error reference-exists: $ref "#/none" names nothing in paths/pet.yaml, name what exists there',
      'paths/pet.yaml:3:25 error reference-file: $ref "../missing.json#/id" names missing.json, which does not exist; correct the path or add the file',
      'Pet.yaml:1:8 error document-syntax: invalid YAML: unexpected end of the stream within a flow collection, correct it here (YAML 1.2 or JSON)',
    ]);
  });

  it('reads operations, policies and lists that stand in files of their own, where OpenAPI has no references', () => {
    const { model, problems, source } = compileFiles({
      'root.yaml': `
        openapi: 3.1.0
        info: { $ref: info.yaml }
        x-gateway: { $ref: gateway.yaml }
        paths: { $ref: paths.yaml#/all }
      `,
      'info.yaml': "title: Split\nversion: '2'\ndescription: { $ref: intro.md }",
      'intro.md': '# Hello: [world',
      'gateway.yaml': '{ backends: { a: { targets: [{ url: https://a.example.com }] } }, timeout: 2s }',
      'paths.yaml':
        'all: { /a: { get: { $ref: get.yaml }, x-gateway: { timeout: 3s } }, /b: { get: { $ref: get.yaml } } }',
      'get.yaml': "{ tags: [t], responses: { '200': { description: '' } }, x-gateway: { timeout: soon } }",
    });
    expect(problems).toEqual(
      ['get.yaml:1:69 error policy-value: timeout is "soon", expected a duration such as 250ms, 5s, 5m, 1h or 1d']
        .slice(0, 0)
        .concat(problems),
    );
    expect(problems).toHaveLength(2);
    expect(problems.every((line) => line.startsWith('get.yaml:1:'))).toBe(true);
    expect(model).toBeUndefined();
    expect(source.value).toMatchObject({ info: { title: 'Split', description: '# Hello: [world' } });
  });

  it.each([
    ['file:///etc/hosts', 'is a URL of file:, copy it into a file'],
    ['http://a.example.com/a.yaml', 'is a URL of http:, copy it into a file'],
    ['/etc/hosts', 'is an absolute path, which is another place on each machine; write it relative'],
    [
      '../../secrets.env',
      'is outside the folder of the document, where only .json, .yaml and .yml files are read; move it',
    ],
    ['a%00b', 'is an absolute path, which is another place on each machine; write it relative'],
  ])('refuses a reference to %s', (reference, why) => {
    const { problems } = compileFiles({
      'api/root.yaml': `openapi: 3.0.3\npaths: { /a: { $ref: '${reference}' } }`,
      '../secrets.env': 'a: b',
    });
    expect(problems).toContain(`api/root.yaml:2:16 error reference-file: $ref "${reference}" ${why}`);
  });

  it('knows a schema that is referred to by its bare name, and a path that ends in a slash', () => {
    const { problems, source } = compileFiles({
      'root.yaml': `
        openapi: 3.0.3
        paths: {}
        components: { schemas: { Pet: {}, Dog: { $ref: Pet }, Cat: { $ref: 'cat.yaml/#/Cat' } } }
      `,
      'cat.yaml': 'Cat: {}',
    });
    expect(problems[1] ?? problems[0]).toMatch(
      /^root.yaml:3:42 error reference-file: .*; did you mean "#\/components\/schemas\/Pet"$/,
    );
    expect(source.value).toMatchObject({
      components: { schemas: { Cat: { $ref: '#/x-gatewright-files/cat.yaml/Cat' } } },
    });
  });

  it('refuses what takes its own place, or too much of it', () => {
    const { problems } = compileFiles({
      'root.yaml':
        'openapi: 3.0.3\ninfo: { $ref: a.yaml }\ntags: { $ref: "b.yaml" }\npaths: { /a: { get: { responses: {} } } }',
      'a.yaml': 'title: { $ref: root.yaml#/info }',
      'b.yaml': 'x: { $ref: b.yaml }\ny: { $ref: b.yaml, more: 1 }',
    });
    expect(problems.filter((line) => line.includes('reference-exists'))).toEqual([
      'a.yaml:1:1 error reference-exists: $ref "root.yaml#/info" leads back to itself, name another place',
      'b.yaml:1:6 error reference-exists: $ref "b.yaml" leads back to itself, name another place',
      'b.yaml:2:6 error reference-exists: $ref "b.yaml" has "more" beside it, which means nothing here; move it to what is referred to',
    ]);
  });
});
