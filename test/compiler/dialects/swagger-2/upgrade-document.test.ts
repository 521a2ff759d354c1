import { describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';
import { readDocument } from '../../../../lib/compiler/read-document.ts';
import { compileFiles, readFrom, type Texts } from '../../../support/compile-files.ts';
import { OPENAPI, SWAGGER } from './both-dialects.ts';

const read = (files: Texts) => readDocument(Object.keys(files)[0] ?? '', { readFile: readFrom(files) });

describe('upgradeDocument', () => {
  it.each([
    [
      'host: https://a.example.com',
      'error document-shape: host is "https://a.example.com", expected a host with or without a port such as api.example.com:8443; write the rest as schemes and basePath',
    ],
    ['host: a.example.com/v1', 'error document-shape: host is "a.example.com/v1", expected a host'],
    [
      'host: a.example.com\nschemes: http',
      'warning document-shape: schemes is "http", expected a list such as [https]: it is asked by https',
    ],
    ['host: a.example.com\nschemes: [https]\nbasePath: v1', 'info swagger-reading: basePath is "v1", read as "/v1"'],
  ])('tells of %s', (lines, message) => {
    const { problems } = compileFiles({
      'a.yaml': `swagger: '2.0'\ninfo: { title: A, version: '1' }\npaths: { /a: { get: { responses: {} } } }\n${lines}`,
    });
    expect(problems).toContainEqual(expect.stringContaining(message));
  });

  it('makes of Swagger 2.0 what one would write in OpenAPI 3.0', () => {
    const { value, problems } = read({ 'a.yaml': SWAGGER });
    expect(problems).toEqual([]);
    expect(JSON.parse(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(load(OPENAPI))));
  });

  it.each([
    ['/openapi', "swagger: '2.0'", '/swagger'],
    ['/servers/0/url', 'host: api', '/host'],
    ['/paths/~1pets~1{id}/parameters/0/schema/minimum', 'minimum: 1', '/paths/~1pets~1{id}/parameters/0/minimum'],
    ['/paths/~1pets~1{id}/parameters/1/schema', 'tags: { name', '/parameters/tags'],
    [
      '/paths/~1pets~1{id}/get/parameters/1/schema/items/enum',
      'enum: [a, b]',
      '/paths/~1pets~1{id}/get/parameters/1/items/enum',
    ],
    [
      '/paths/~1pets~1{id}/get/responses/404/content/text~1csv/schema/properties/why',
      'why: { type',
      '/responses/NotFound/schema/properties/why',
    ],
    [
      '/paths/~1pets~1{id}/put/requestBody/content/application~1xml/schema',
      "schema: { $ref: '#/definitions/Pet' } }]",
      '/paths/~1pets~1{id}/put/parameters/0/schema',
    ],
    [
      '/paths/~1pets~1{id}/post/requestBody/content/multipart~1form-data/schema/properties/note/maxLength',
      'maxLength: 9',
      '/paths/~1pets~1{id}/post/parameters/1/maxLength',
    ],
    ['/components/schemas/Pet/properties/parent', 'parent: {', '/definitions/Pet/properties/parent'],
    [
      '/components/securitySchemes/login/flows/authorizationCode/scopes/read',
      'read: r',
      '/securityDefinitions/login/scopes/read',
    ],
  ])('places %s at %j', (pointer, text, own) => {
    const { locate, files } = read({ 'a.yaml': SWAGGER });
    const { line, column, pointer: found } = locate(pointer);
    expect(found).toBe(own);
    expect(
      files
        .get('a.yaml')
        ?.split('\n')
        [line - 1]?.slice(column - 1, column - 1 + text.length),
    ).toBe(text);
  });

  it('reads documents of many files', () => {
    const { model, problems, source } = compileFiles({
      'a.json': JSON.stringify({
        swagger: '2.0',
        info: { title: 'x', version: '1' },
        host: 'a.example.com',
        schemes: ['https'],
        paths: { '/a/{id}': { $ref: 'paths/a.yaml' } },
        'x-models': { Odd: { type: 'string', 'x-nullable': true } },
      }),
      'paths/a.yaml': `
        parameters: [{ $ref: ../shared.yaml#/parameters/id }]
        post:
          parameters: [{ $ref: ../shared.yaml#/parameters/pet }]
          responses: { '200': { $ref: ../shared.yaml#/ok } }
      `,
      'shared.yaml': `
        parameters:
          id: { name: id, in: path, required: true, type: string }
          pet: { name: pet, in: body, schema: { $ref: '#/Pet' } }
        ok: { description: ok, schema: { $ref: 'a.json#/x-models/Odd' } }
        Pet: { properties: { photo: { type: file }, more: { $ref: '#/Pet' } } }
      `,
    });
    expect(problems).toEqual([]);
    expect(model?.operations.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /a/{id}']);
    const shared = {
      Pet: {
        properties: {
          photo: { type: 'string', format: 'binary' },
          more: { $ref: '#/x-gatewright-files/shared.yaml/Pet' },
        },
      },
    };
    expect(source.value).toMatchObject({
      'x-gatewright-files': { 'shared.yaml': shared, 'a.json': { 'x-models': { Odd: { nullable: true } } } },
      components: {
        pathItems: {
          '/x-gatewright-files/paths~1a.yaml': {
            post: { requestBody: { content: { '*/*': { schema: { $ref: '#/x-gatewright-files/shared.yaml/Pet' } } } } },
          },
        },
      },
    });
    expect(
      source.locate('/components/pathItems/~1x-gatewright-files~1paths~01a.yaml/post/requestBody/content'),
    ).toMatchObject({
      file: 'shared.yaml',
      pointer: '/parameters/pet',
    });
  });

  it.each([
    ['host: a.example.com', [{ url: 'https://a.example.com' }]],
    ['host: a.example.com\nschemes: [wss, http]', [{ url: 'http://a.example.com' }]],
    ['host: a.example.com:8443\nbasePath: v1/', [{ url: 'https://a.example.com:8443/v1' }]],
    ['basePath: /v1', [{ url: '/v1' }]],
    ['basePath: /', [{ url: '/' }]],
    ['x: 1', undefined],
  ])('makes of %j the servers %j', (yaml, servers) => {
    expect(read({ 'a.yaml': `swagger: '2.0'\n${yaml}\npaths: {}` }).value).toMatchObject(servers ? { servers } : {});
  });

  it('takes a form where the operation has fields of its own beside those of the path', () => {
    const { value } = read({
      'a.yaml': `
        swagger: 2.0
        paths:
          /a:
            parameters:
              - { name: a, in: formData, type: string, required: true }
              - { name: b, in: formData, type: string }
            post: { parameters: [{ name: b, in: formData, type: integer }] }
            put: { parameters: [] }
      `,
    });
    const bodies = (value as { paths: Record<string, Record<string, { requestBody: { content: object } }>> }).paths[
      '/a'
    ];
    expect(bodies?.post?.requestBody.content).toEqual({
      'application/x-www-form-urlencoded': {
        schema: { type: 'object', properties: { a: { type: 'string' }, b: { type: 'integer' } }, required: ['a'] },
      },
    });
    expect(bodies?.put?.requestBody.content).toMatchObject({
      'application/x-www-form-urlencoded': { schema: { properties: { b: { type: 'string' } } } },
    });
  });

  it('says what has no counterpart, once for each place, and refuses two bodies', () => {
    const { problems } = read({
      'a.yaml': `
        swagger: '2.0'
        host: a.example.com
        schemes: [ws, https]
        paths:
          /a:
            post:
              parameters:
                - { name: a, in: query, type: array, collectionFormat: tsv, items: { type: integer } }
                - { name: b, in: header, type: array, collectionFormat: multi }
                - { name: c, in: query, type: array, items: { type: array, items: { type: integer } } }
                - { name: d, in: body, schema: {} }
                - { name: e, in: formData, type: string }
      `,
    });
    expect(problems.map(({ line, rule, severity, message }) => `${line} ${severity} ${rule}: ${message}`)).toEqual([
      '8 info swagger-reading: OpenAPI 3 has no style for collectionFormat: tsv here, the list is passed on as the text it is and not checked',
      '9 info swagger-reading: OpenAPI 3 has no style for collectionFormat: multi here, the list is passed on as the text it is and not checked',
      '10 info swagger-reading: OpenAPI 3 has no lists in lists here, the value is passed on as the text it is and not checked',
      '12 error document-shape: an operation has more than one body (parameters in: body or formData), which is sent is open; remove one',
      "3 info swagger-reading: ws cannot be served by API Gateway's REST APIs, left out",
    ]);
  });
});
