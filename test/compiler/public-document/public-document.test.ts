import { describe, expect, it } from '@jest/globals';
import { compile } from '../../../lib/compiler/compile.ts';
import { valueAt } from '../../../lib/compiler/json-pointer.ts';
import { parseDocument } from '../../../lib/compiler/parse-document.ts';
import { member } from '../../../lib/compiler/plain-object.ts';
import { readDocument } from '../../../lib/compiler/read-document.ts';
import { dangling } from '../../support/dangling.ts';

type Json = Readonly<Record<string, unknown>>;

const HEAD = {
  openapi: '3.0.3',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: 'https://inside.example.com' }],
};

function published(document: Json): Json {
  const source = parseDocument('pets.json', JSON.stringify({ ...HEAD, ...document }));
  const { publicDocument, problems } = compile(source, {
    defaultIssuer: { issuer: 'https://id.example.com', audience: 'a' },
  });
  if (publicDocument === undefined) throw new Error(problems.map(({ message }) => message).join('\n'));
  return publicDocument() as Json;
}

const at = (document: unknown, ...keys: readonly string[]): unknown => keys.reduce(member, document);
const names = (document: unknown, ...keys: readonly string[]) =>
  Object.keys((at(document, ...keys) as object | undefined) ?? {});

describe('publicDocument', () => {
  it('names no server behind the gateway in a link', () => {
    const links = { self: { operationId: 'a', server: { url: 'https://inside.example.com' } } };
    const get = { operationId: 'a', responses: { 200: { description: 'A pet.', links } } };
    const document = published({ paths: { '/a': { get } } });
    expect(at(document, 'paths', '/a', 'get', 'responses', '200', 'links')).toEqual({ self: { operationId: 'a' } });
  });

  it('is the document without what is between it and its gateway', () => {
    const document = published({
      'x-gateway': { timeout: '5s' },
      'x-team': 'pets',
      'x-amazon-apigateway-binary-media-types': ['image/png'],
      tags: [{ name: 'pets' }],
      paths: {
        '/pets': {
          'x-gateway': { timeout: '1s' },
          servers: [{ url: 'https://other.example.com' }],
          get: {
            operationId: 'listPets',
            summary: 'All pets',
            servers: [{ url: 'https://more.example.com' }],
            'x-gateway': { cache: { ttl: '1m' } },
            'x-internal-note': 'kept',
            responses: {
              200: { description: 'fine', content: { 'application/json': { example: { 'x-gateway': 1 } } } },
            },
          },
        },
      },
    });
    expect(document).toEqual({
      openapi: '3.0.3',
      servers: [{ url: '/' }],
      info: HEAD.info,
      'x-team': 'pets',
      tags: [{ name: 'pets' }],
      paths: {
        '/pets': {
          get: {
            operationId: 'listPets',
            summary: 'All pets',
            'x-internal-note': 'kept',
            responses: {
              200: { description: 'fine', content: { 'application/json': { example: { 'x-gateway': 1 } } } },
              429: { $ref: '#/components/responses/GatewayTooManyRequests' },
            },
          },
        },
      },
      components: {
        schemas: { GatewayProblem: expect.anything() },
        responses: { GatewayTooManyRequests: expect.anything() },
      },
    });
    expect(Object.keys(document).slice(0, 2)).toEqual(['openapi', 'servers']);
  });

  it('tells of each answer of the gateway where it can happen, unless the operation does', () => {
    const document = published({
      paths: {
        '/open': { get: {} },
        '/keyed/{id}': { get: { security: [{ key: [] }], responses: { 403: { description: 'own' } } } },
        '/token': {
          post: {
            security: [{ token: [] }],
            requestBody: { content: {} },
            responses: { default: { description: 'any' } },
          },
        },
      },
      components: {
        securitySchemes: {
          key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
          token: { type: 'http', scheme: 'bearer', 'x-gateway': { audience: 'a' } },
        },
      },
    });
    expect(names(document, 'paths', '/open', 'get', 'responses')).toEqual(['429']);
    expect(at(document, 'paths', '/keyed/{id}', 'get', 'responses', '403')).toEqual({ description: 'own' });
    expect(names(document, 'paths', '/keyed/{id}', 'get', 'responses')).toEqual(['403', '429']);
    expect(names(document, 'paths', '/token', 'post', 'responses')).toEqual([
      '400',
      '401',
      '403',
      '415',
      '429',
      'default',
    ]);
    expect(at(document, 'components', 'securitySchemes', 'token')).toEqual({ type: 'http', scheme: 'bearer' });
    expect(at(document, 'paths', '/token', 'post', 'security')).toEqual([{ token: [] }]);
    expect(dangling(document)).toEqual([]);
  });

  it("describes the operation that tells callers of their key, and an exact limit's fields where there is one", () => {
    const document = published({
      'x-gateway': { usage: true },
      paths: {
        '/keyed': { get: { security: [{ key: [] }] } },
        '/limited': { get: { 'x-gateway': { limit: { rate: 1, per: 'address' } } } },
        '/throttled': { get: { 'x-gateway': { throttle: { rate: 1, burst: 1 } } } },
      },
      components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x-api-key' } } },
    });
    const usage = at(document, 'paths', '/_gateway/usage', 'get');
    expect(at(usage, 'security')).toEqual([{ key: [] }]);
    expect(names(usage, 'responses')).toEqual(['200', '403', '404', '429', '503']);
    expect(names(document, 'components', 'schemas', 'GatewayKeyUsage', 'properties')).toEqual([
      'plan',
      'consumer',
      'throttle',
      'quota',
    ]);
    const tooMany = (path: string) => String(at(document, 'paths', path, 'get', 'responses', '429', '$ref'));
    const fields = (path: string) => names(valueAt(document, tooMany(path).slice(1)), 'headers');
    expect(fields('/keyed')).toEqual(['Retry-After']);
    expect(fields('/limited')).toEqual(['Retry-After', 'RateLimit', 'RateLimit-Policy']);
    expect(fields('/throttled')).toEqual(['Retry-After']);
    const described = (path: string) => at(valueAt(document, tooMany(path).slice(1)), 'description');
    expect(described('/throttled')).toContain('RateLimit-Policy');
    expect(described('/keyed')).not.toContain('RateLimit-Policy');
    expect(dangling(document)).toEqual([]);
  });

  it('has neither disabled operations nor what only they refer to', () => {
    const schema = (name: string) => ({
      content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
    });
    const document = published({
      paths: {
        '/pets': {
          get: { responses: { 200: { description: '', ...schema('Pet') } } },
          delete: { 'x-gateway': { disabled: true }, requestBody: schema('Secret') },
        },
        '/inside': { 'x-gateway': { disabled: true }, get: {} },
      },
      components: {
        schemas: {
          Pet: { type: 'object', properties: { owner: { $ref: '#/components/schemas/Owner' } } },
          Owner: { type: 'object' },
          Secret: { type: 'object' },
        },
        securitySchemes: { unused: { type: 'http', scheme: 'bearer' } },
      },
    });
    expect(names(document, 'paths')).toEqual(['/pets']);
    expect(names(document, 'paths', '/pets')).toEqual(['get']);
    expect(names(document, 'components')).toEqual(['schemas', 'responses']);
    expect(names(document, 'components', 'schemas')).toEqual(['Pet', 'Owner', 'GatewayProblem']);
  });

  it('keeps the alternatives of a discriminator, whatever names them', () => {
    const document = published({
      paths: {
        '/pets': {
          post: { requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } } },
        },
      },
      components: {
        schemas: {
          Pet: {
            type: 'object',
            discriminator: { propertyName: 'kind', mapping: { dog: 'Dog', fish: '#/components/schemas/Fish' } },
          },
          Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }] },
          Dog: { type: 'object' },
          Fish: { type: 'object' },
          Stone: { type: 'object' },
        },
      },
    });
    expect(names(document, 'components', 'schemas')).toEqual(['Pet', 'Cat', 'Dog', 'Fish', 'GatewayProblem']);
  });

  it('moves what is referred to elsewhere into components, under a name that is free', () => {
    const document = published({
      'x-common': { Pet: { type: 'object', properties: { next: { $ref: '#/x-common/Pet' } } } },
      paths: {
        '/a': { get: { responses: { 200: { $ref: '#/paths/~1b/get/responses/200' } } } },
        '/b': {
          get: {
            'x-gateway': { disabled: true },
            responses: {
              200: { description: 'b', content: { 'application/json': { schema: { $ref: '#/x-common/Pet' } } } },
            },
          },
        },
      },
      components: { schemas: { Pet: { type: 'string' } } },
    });
    expect(at(document, 'paths', '/a', 'get', 'responses', '200')).toEqual({ $ref: '#/components/responses/200' });
    expect(at(document, 'components', 'schemas', 'Pet_2')).toEqual({
      type: 'object',
      properties: { next: { $ref: '#/components/schemas/Pet_2' } },
    });
    expect(dangling(document)).toEqual([]);
  });

  it('takes names for its own components that the document has not', () => {
    const document = published({
      paths: { '/a': { get: { responses: { 200: { $ref: '#/components/responses/GatewayTooManyRequests' } } } } },
      components: { responses: { GatewayTooManyRequests: { description: 'own' } } },
    });
    expect(at(document, 'paths', '/a', 'get', 'responses', '429')).toEqual({
      $ref: '#/components/responses/GatewayTooManyRequests2',
    });
    expect(at(document, 'components', 'responses', 'GatewayTooManyRequests')).toEqual({ description: 'own' });
  });

  it('brings a document of many files into one, with ordinary components', () => {
    const files: Readonly<Record<string, string>> = {
      'api.yaml': `
openapi: 3.1.0
info: { title: Pets, version: '1' }
servers: [{ url: 'https://inside.example.com' }]
paths: { /pets: { $ref: 'paths/pets.yaml' } }
`,
      'paths/pets.yaml': `
get: { x-gateway: { timeout: 1s }, responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '../schemas.yaml#/Pet' } } } } } }
`,
      'schemas.yaml': `
Pet: { type: object, properties: { owner: { $ref: '#/Owner' } } }
Owner: { type: [string, 'null'] }
`,
    };
    const source = readDocument('api.yaml', {
      readFile: (file) => (files[file] === undefined ? { kind: 'missing' } : { kind: 'text', text: files[file] }),
    });
    const { publicDocument } = compile(source);
    const document = publicDocument?.();
    expect(at(document, 'openapi')).toBe('3.1.0');
    expect(names(document, 'components', 'schemas')).toEqual(['Pet', 'Owner', 'GatewayProblem']);
    expect(JSON.stringify(document)).not.toMatch(/x-gate/);
    expect(dangling(document)).toEqual([]);
  });
});
