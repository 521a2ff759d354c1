import { describe, expect, it } from '@jest/globals';
import { diffYaml } from '../../support/diff-yaml.ts';

const operation = (yaml: string) => `paths: { '/pets/{id}': { get: { operationId: getPet, ${yaml} } } }`;
const parameters = (list: string) => operation(`parameters: [${list}]`);
const body = (yaml: string) => operation(`requestBody: ${yaml}`);
const responses = (yaml: string) => operation(`responses: ${yaml}`);
const OF = '(GET /pets/{id})';

describe('diffVersions', () => {
  it.each([
    [
      'paths: { /a: { get: {} } }',
      'paths: { /b: { get: {} } }',
      'breaking operation-removed: removed (GET /a)',
      'compatible operation-added: new (GET /b)',
    ],
    [
      'paths: { /a: { get: {} } }',
      'paths: { /a: { get: { x-gateway: { disabled: true } }, put: {} } }',
      'breaking operation-removed: removed (GET /a)',
      'compatible operation-added: new (PUT /a)',
    ],
    [
      'paths: { /a: { get: { operationId: x } } }',
      'paths: { /b: { get: { operationId: x } } }',
      'breaking operation-moved: is GET /b now (GET /a)',
    ],
    ["paths: { '/a/{x}': { get: {} } }", "paths: { '/a/{y}': { get: {} } }"],
    [
      operation('deprecated: false'),
      operation('deprecated: true'),
      `compatible operation-deprecated: deprecated ${OF}`,
    ],
    [
      operation(''),
      "paths: { '/pets/{id}': { get: { operationId: pet } } }",
      `compatible operation-id-changed: operationId getPet became pet ${OF}`,
    ],
  ])('tells of operations: %s %s', (base, next, ...expected) => expect(diffYaml(base, next)).toEqual(expected));

  it.each([
    ['{ in: query, name: a }', '', `breaking parameter-removed: query parameter "a" removed ${OF}`],
    [
      '',
      '{ in: query, name: a, required: true }',
      `breaking new-required-parameter: new required query parameter "a" ${OF}`,
    ],
    [
      '{ in: query, name: a, allowEmptyValue: true }',
      '{ in: query, name: a }',
      `breaking empty-value-refused: query parameter "a" may not be empty any more ${OF}`,
    ],
    [
      '{ in: query, name: a }',
      '{ in: query, name: a, allowEmptyValue: true }',
      `compatible empty-value-allowed: query parameter "a" may be empty ${OF}`,
    ],
    ['', '{ in: header, name: a }', `compatible new-optional-parameter: new optional header parameter "a" ${OF}`],
    [
      '{ in: header, name: A }',
      '{ in: header, name: a, required: true }',
      `breaking parameter-became-required: header parameter "a" became required ${OF}`,
    ],
    [
      '{ in: cookie, name: a, required: true }',
      '{ in: cookie, name: a }',
      `compatible parameter-became-optional: cookie parameter "a" became optional ${OF}`,
    ],
    [
      '{ in: query, name: a }',
      '{ in: query, name: a, explode: false }',
      `breaking parameter-serialization-changed: query parameter "a": style form, explode true became style form, explode false ${OF}`,
    ],
    [
      '{ in: query, name: a, schema: { enum: [x, y] } }',
      '{ in: query, name: a, schema: { enum: [x] } }',
      `breaking enum-value-removed: query parameter "a": value "y" removed ${OF}`,
    ],
    ['{ in: header, name: accept }', ''],
  ])('tells of parameters: %s, then %s', (base, next, ...expected) =>
    expect(diffYaml(parameters(base), parameters(next))).toEqual(expected),
  );

  it('follows path variables that are named otherwise', () => {
    const path = (name: string, type: string) =>
      `paths: { '/a/{${name}}': { get: { parameters: [{ in: path, name: ${name}, required: true, schema: { type: ${type} } }] } } }`;
    expect(diffYaml(path('x', 'string'), path('y', 'integer'))).toEqual([
      'breaking type-changed: path parameter "y": type string became integer (GET /a/{y})',
    ]);
  });

  it.each([
    [
      '{ content: { a/b: {} } }',
      '{ content: { a/b: {} }, required: true }',
      `breaking body-became-required: request body became required ${OF}`,
    ],
    [
      '{ content: { a/b: {}, c/d: {} } }',
      '{ content: { a/b: {} } }',
      `breaking request-media-type-removed: request body c/d removed ${OF}`,
    ],
    [
      '{ content: { a/b: {} } }',
      '{ content: { a/*: {} } }',
      `compatible request-media-type-added: request body a/* added ${OF}`,
    ],
    [
      '{ content: { a/b: { schema: { type: string } } } }',
      '{ content: { a/b: { schema: { type: string, maxLength: 3 } } } }',
      `breaking range-narrowed: request body a/b: maxLength none became 3 ${OF}`,
    ],
    [
      '{ content: { a/b: { encoding: { x: {} } } } }',
      '{ content: { a/b: {} } }',
      `unclear request-encoding-changed: encoding of request body a/b changed ${OF}`,
    ],
  ])('tells of request bodies: %s, then %s', (base, next, ...expected) =>
    expect(diffYaml(body(base), body(next))).toEqual(expected),
  );

  it('tells of bodies that come and go', () => {
    expect(diffYaml(operation(''), body('{ content: {}, required: true }'))).toEqual([
      `breaking new-required-body: new required request body ${OF}`,
    ]);
    expect(diffYaml(body('{ content: {} }'), operation(''))).toEqual([
      `breaking body-removed: request body removed ${OF}`,
    ]);
  });

  it.each([
    ["{ '200': {}, '201': {} }", "{ '200': {} }", `breaking success-status-removed: response 201 removed ${OF}`],
    [
      "{ '200': {}, '404': {} }",
      "{ '200': {}, '409': {} }",
      `compatible error-status-removed: response 404 removed ${OF}`,
      `compatible status-added: response 409 added ${OF}`,
    ],
    ["{ '200': {} }", '{ 2XX: {} }', `compatible status-added: response 2XX added ${OF}`],
    [
      "{ '200': { content: { a/b: {} } } }",
      "{ '200': { content: { c/d: {} } } }",
      `breaking response-media-type-removed: response 200 a/b removed ${OF}`,
      `compatible response-media-type-added: response 200 c/d added ${OF}`,
    ],
    [
      "{ '200': { headers: { x: { required: true } } } }",
      "{ '200': { headers: { X: {} } } }",
      `breaking header-became-optional: response 200 header x became optional ${OF}`,
    ],
    [
      "{ '200': { headers: { x: {} } } }",
      "{ '200': {} }",
      `compatible header-removed: response 200 header x removed ${OF}`,
    ],
    [
      "{ '200': { content: { a/b: { schema: { enum: [x] } } } } }",
      "{ '200': { content: { a/b: { schema: { enum: [x, y] } } } } }",
      `breaking enum-value-added: response 200 a/b: value "y" added ${OF}`,
    ],
    [
      '{ 4XX: { content: { a/b: { schema: { type: string } } } } }',
      "{ '404': { content: { a/b: { schema: { type: 'null' } } } }, 4XX: { content: { a/b: { schema: { type: string } } } } }",
      `breaking type-changed: response 404 a/b: type string became null ${OF}`,
      `compatible status-added: response 404 added ${OF}`,
    ],
  ])('tells of responses: %s, then %s', (base, next, ...expected) =>
    expect(
      diffYaml(
        responses(base).replace('paths', 'openapi: 3.1.0\npaths'),
        responses(next).replace('paths', 'openapi: 3.1.0\npaths'),
      ),
    ).toEqual(expected),
  );

  it('tells of a component once, by what is sent and what comes, with all operations', () => {
    const pets = (name: string) => `
      paths:
        /pets:
          get: { responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } } }
          post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
          put: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
      components: { schemas: { Pet: { type: object, properties: { name: ${name} } } } }
    `;
    expect(diffYaml(pets('{ type: string }'), pets('{ type: string, minLength: 1 }'))).toEqual([
      'breaking range-narrowed: schema Pet in requests: name: minLength 0 became 1 (PUT /pets, POST /pets)',
      'compatible range-narrowed: schema Pet in responses: name: minLength 0 became 1 (GET /pets)',
    ]);
  });
});
