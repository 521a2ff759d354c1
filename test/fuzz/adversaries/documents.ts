import { type Adversary, ANSWER, body, GET, json, object, parameters, query, repeat } from './adversary.ts';

/** For whoever reads operations, paths, security and `x-gateway`. */
export const DOCUMENTS: readonly Adversary[] = [
  json('keys of every object', () => {
    const evil = JSON.parse(
      '{"__proto__":{"type":"string"},"constructor":{"prototype":{}},"toString":{},"hasOwnProperty":null,"then":{}}',
    );
    return {
      ...body({ type: 'object', properties: evil, required: Object.keys(evil) }),
      components: { schemas: evil, parameters: evil, responses: evil, securitySchemes: evil, pathItems: evil },
      security: [evil],
      tags: [evil],
      'x-gateway': { backends: evil, plans: evil },
    };
  }),
  json('one long name', () => ({ paths: { '/a': { get: { operationId: 'x'.repeat(1_000_000), ...ANSWER } } } })),
  json('one long path', () => ({ paths: { [`/${'a/'.repeat(500_000)}`]: GET } })),
  json('one path of variables', () => ({ paths: { [`/${repeat(80_000, (i) => `{v${i}}`).join('')}`]: GET } })),
  json('one path of braces', () => ({ paths: { [`/${'{'.repeat(500_000)}${'}'.repeat(500_000)}`]: GET } })),
  json('paths of long variables', () => ({
    paths: object(repeat(1_000, (i) => [`/p${i}/{${'v'.repeat(900)}}`, GET])),
  })),
  json('paths', () => ({ paths: object(repeat(15_000, (i) => [`/p${i}`, GET])) })),
  json('paths in one tree', () => ({
    paths: object(repeat(12_000, (i) => [`/${[...i.toString(3)].join('/')}`, GET])),
  })),
  json('paths with other variables each', () => ({ paths: object(repeat(12_000, (i) => [`/{a${i}}/x${i}`, GET])) })),
  json('paths with parts of segments', () => ({ paths: object(repeat(12_000, (i) => [`/a${i}{x}b${i}`, GET])) })),
  json('paths with parts of segments, other security', () => ({
    components: { securitySchemes: { t: { type: 'http', scheme: 'bearer' } } },
    paths: object(
      repeat(8_000, (i) => [
        `/{x}${'ab'.repeat(i % 40)}${i}`,
        { get: { ...ANSWER, ...(i % 2 === 0 && { security: [{ t: [] }] }) } },
      ]),
    ),
  })),
  json('paths that differ by a fragment', () => ({ paths: object(repeat(12_000, (i) => [`/a#${i}`, GET])) })),
  json('paths that differ by names', () => ({ paths: object(repeat(12_000, (i) => [`/{a${i}}`, GET])) })),
  json('operations of one name', () => ({
    paths: object(repeat(9_000, (i) => [`/p${i}`, { get: { operationId: 'same', ...ANSWER } }])),
  })),
  json('a path that refers to a path that refers', () => ({
    paths: object([
      ...repeat(12_000, (i): [string, unknown] => [`/p${i}`, { $ref: `#/paths/~1p${i + 1}` }]),
      ['/p12000', GET],
    ]),
  })),
  json('parameters', () => parameters(repeat(15_000, (i) => query({ type: 'string' }, i)))),
  json('parameters of a path with many names', () =>
    parameters(repeat(15_000, (i) => ({ name: `filter[${i}]`, in: 'query', required: true, schema: {} }))),
  ),
  json('header fields', () =>
    parameters(
      repeat(15_000, (i) => ({ name: `X-Field-${i}`, in: 'header', required: true, schema: { type: 'string' } })),
    ),
  ),
  json('media types', () => ({
    paths: {
      '/a': {
        post: {
          requestBody: {
            content: object(repeat(15_000, (i) => [`application/vnd.a${i}+json`, { schema: { type: 'object' } }])),
          },
          ...ANSWER,
        },
      },
    },
  })),
  json('responses', () => ({
    paths: { '/a': { get: { responses: object(repeat(20_000, (i) => [String(i), { description: 'a' }])) } } },
  })),
  json('alternatives of security', () => ({
    components: { securitySchemes: { t: { type: 'http', scheme: 'bearer' } } },
    security: repeat(30_000, (i) => ({ t: [`scope${i}`] })),
  })),
  json('security schemes that do not exist', () => ({
    paths: object(repeat(8_000, (i) => [`/p${i}`, { get: { security: [{ [`scheme${i}`]: [] }], ...ANSWER } }])),
  })),
  json('schemes and users', () => ({
    components: { securitySchemes: object(repeat(1_500, (i) => [`s${i}`, { type: 'http', scheme: 'bearer' }])) },
    paths: object(
      repeat(2_000, (i) => [
        `/p${i}`,
        { get: { security: repeat(12, (j) => ({ [`s${(i * 7 + j) % 1500}`]: [] })), ...ANSWER } },
      ]),
    ),
  })),
  json('servers', () => ({ servers: repeat(20_000, (i) => ({ url: `https://a${i}.example.com` })) })),
  json('variables of a server', () => ({
    servers: [
      {
        url: `https://${repeat(20_000, (i) => `{v${i}}`).join('.')}`,
        variables: object(repeat(20_000, (i) => [`v${i}`, { default: 'a' }])),
      },
    ],
  })),
  json('unknown words of x-gateway', () => ({ 'x-gateway': object(repeat(40_000, (i) => [`backend${i}`, 1])) })),
  json('unknown backends', () => ({
    'x-gateway': {
      backends: object(repeat(2_000, (i) => [`backend-number-${i}`, { targets: [{ url: 'https://a.example.com' }] }])),
    },
    paths: object(
      repeat(5_000, (i) => [`/p${i}`, { get: { 'x-gateway': { backend: `backend-numer-${i}` }, ...ANSWER } }]),
    ),
  })),
  json('unknown operations of a plan', () => ({
    'x-gateway': {
      plans: { p: { operations: object(repeat(8_000, (i) => [`operatoin${i}`, { rate: 1, burst: 1 }])) } },
    },
    paths: object(repeat(4_000, (i) => [`/p${i}`, { get: { operationId: `operation${i}`, ...ANSWER } }])),
  })),
  json('unknown keys of a path', () => ({ paths: { '/a': object(repeat(50_000, (i) => [`gte${i}`, 1])) } })),
  json('mocked examples', () => ({
    'x-gateway': { mock: true },
    paths: object(
      repeat(4_000, (i) => [
        `/p${i}`,
        {
          get: {
            responses: {
              200: { description: 'a', content: { 'application/json': { example: { a: repeat(20, String) } } } },
            },
          },
        },
      ]),
    ),
  })),
  json('overlapping folds', () => ({
    paths: object(
      repeat(9_000, (i) => [`/a${i % 3}/{x}/b${i % 301}/c${i}`, { get: { 'x-gateway': { stream: i % 2 === 0 } } }]),
    ),
  })),
  json('paths that refer to one path of parameters', () => ({
    paths: object(repeat(10_000, (i) => [`/p${i}`, { $ref: '#/components/pathItems/p' }])),
    components: {
      pathItems: {
        p: { parameters: repeat(5_000, (i) => ({ name: `q${i}`, in: 'query' })), get: ANSWER, put: ANSWER },
      },
    },
  })),
  json('paths that refer to one path of x-gateway', () => ({
    paths: object(repeat(10_000, (i) => [`/p${i}`, { $ref: '#/components/pathItems/p' }])),
    components: {
      pathItems: {
        p: {
          get: ANSWER,
          'x-gateway': { headers: { request: { set: object(repeat(10_000, (i) => [`x-a${i}`, 'a'])) } } },
        },
      },
    },
  })),
  json('an x-gateway of every operation', () => ({
    paths: object(repeat(5_000, (i) => [`/p${i}`, GET])),
    'x-gateway': { headers: { request: { set: object(repeat(20_000, (i) => [`x-a${i}`, 'a'])) } } },
  })),
  json('operations that refer to one answer', () => ({
    paths: object(
      repeat(5_000, (i) => [`/p${i}`, { get: { responses: { 200: { $ref: '#/components/responses/r' } } } }]),
    ),
    components: {
      responses: { r: { description: 'a', headers: object(repeat(10_000, (i) => [`x-a${i}`, { schema: {} }])) } },
    },
  })),
  json('operations that refer to one body', () => ({
    paths: object(
      repeat(5_000, (i) => [`/p${i}`, { post: { requestBody: { $ref: '#/components/requestBodies/b' }, ...ANSWER } }]),
    ),
    components: {
      requestBodies: {
        b: { content: object(repeat(6_000, (i) => [`application/a${i}+json`, { schema: { type: 'object' } }])) },
      },
    },
  })),
  json('operations that refer to one schema', () => ({
    paths: object(
      repeat(6_000, (i) => [
        `/p${i}`,
        {
          post: {
            requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/s' } } } },
            ...ANSWER,
          },
        },
      ]),
    ),
    components: { schemas: { s: { properties: object(repeat(10_000, (i) => [`p${i}`, { type: 'string' }])) } } },
  })),
  json('alternatives of every operation', () => ({
    components: { securitySchemes: { t: { type: 'http', scheme: 'bearer' } } },
    security: repeat(10_000, (i) => ({ t: [`scope${i}`] })),
    paths: object(repeat(5_000, (i) => [`/p${i}`, GET])),
  })),
  json('servers of every operation', () => ({
    servers: repeat(10_000, (i) => ({ url: `https://a${i}.example.com` })),
    paths: object(repeat(5_000, (i) => [`/p${i}`, GET])),
  })),
];
