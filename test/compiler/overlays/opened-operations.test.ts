import { describe, expect, it } from '@jest/globals';
import { compileFiles, type Texts } from '../../support/compile-files.ts';

const FILES = {
  'pets.yaml': `
    openapi: 3.1.0
    info: { title: Pets, version: '1' }
    servers: [{ url: https://a.example.com }]
    security: [{ a: [] }]
    paths:
      /pets: { get: {}, put: { security: [{ b: [] }] }, post: { security: [] } }
      /dogs: { get: {} }
      /cats: { $ref: '#/components/pathItems/cats' }
      /birds: { $ref: ./birds.yaml }
    components:
      pathItems:
        cats: { get: {}, put: { security: [{ b: [] }] } }
      securitySchemes:
        a: &scheme { type: http, scheme: basic }
        b: *scheme
  `,
  'birds.yaml': `
    get: {}
    put: { security: [{ b: [] }] }
  `,
  'open.yaml': `
    get: { security: [] }
  `,
};

/** Of the rule, each with its place. */
function warnings(actions: string, files: Texts = FILES): readonly string[] {
  const overlay = `overlay: 1.1.0\nactions:\n${actions}`;
  const { problems } = compileFiles({ ...files, 'o.yaml': overlay }, { overlays: ['o.yaml'] });
  return problems.filter((problem) => problem.includes('overlay-security'));
}

describe('openedOperations', () => {
  it.each([
    ['- { target: $.security, remove: true }', 'o.yaml:3', 'GET /pets and 3 others demand'],
    ['- { target: $, update: { security: [{}] } }', 'o.yaml:3', 'GET /pets and 3 others demand'],
    ['- { target: "$.paths[\'/dogs\'].get", update: { security: [] } }', 'o.yaml:3', 'GET /dogs demands'],
    ['- { target: "$.paths[\'/pets\'].put.security", update: {} }', 'o.yaml:3', 'PUT /pets demands'],
    [
      '- { target: $.paths, remove: true }\n- { target: $, update: { paths: { /dogs: { get: { security: [] } } } } }',
      'o.yaml:4',
      'GET /dogs demands',
    ],
    [
      '- { target: $.security, remove: true }\n- { target: "$.paths[\'/dogs\'].get", update: { security: [{ b: [] }] } }',
      'o.yaml:3',
      'GET /pets and 2 others demand',
    ],
    ['- { target: $.components.pathItems.cats.put, update: { security: [{}] } }', 'o.yaml:3', 'PUT /cats demands'],
    ['- { target: $.components.pathItems.cats.put.security.*, remove: true }', 'pets.yaml:12', 'PUT /cats demands'],
    ['- { target: "$.paths[\'/birds\']", update: { $ref: ./open.yaml } }', 'open.yaml:1', 'GET /birds demands'],
    [
      "- { target: $, update: { security: [{}] } }\n- { target: \"$.paths['/pets', '/dogs', '/cats']\", remove: true }",
      'o.yaml:3',
      'GET /birds demands',
    ],
  ])('warns of operations that %s opens', (actions, place, message) => {
    expect(warnings(actions)).toEqual([
      expect.stringMatching(`^${place}:\\d+ warning overlay-security: ${message} security in the document and nothing`),
    ]);
  });

  it.each([
    '- { target: "$.paths[\'/pets\'].put.security", remove: true }',
    '- { target: "$.paths[\'/dogs\']", remove: true }',
    '- { target: "$.paths[\'/dogs\'].get", update: { security: [], x-gateway: { disabled: true } } }',
    '- { target: $.security, update: { b: [] } }',
    '- { target: $.security, remove: true }\n- { target: $, update: { security: [{ b: [] }] } }',
    '- { target: "$.paths[\'/dogs\']", update: { put: { security: [] } } }',
  ])('says nothing of %s, which opens none', (actions) => {
    expect(warnings(actions)).toEqual([]);
  });

  it('knows the operations of Swagger 2.0', () => {
    const files = {
      'pets.yaml': `
        swagger: '2.0'
        info: { title: Pets, version: '1' }
        host: a.example.com
        schemes: [https]
        security: [{ a: [] }]
        securityDefinitions: { a: { type: basic } }
        paths: { /pets: { get: {} } }
      `,
    };
    expect(warnings('- { target: "$.paths[\'/pets\'].get", update: { security: [] } }', files)).toEqual([
      expect.stringContaining('o.yaml:3:47 warning overlay-security: GET /pets demands'),
    ]);
  });
});
