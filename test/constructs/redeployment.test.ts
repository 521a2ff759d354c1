/** A Deployment is replaced if and only if what is served changes: over documents, changed at random where it must not matter. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compile, documentHash, parseDocument } from '../../lib/compiler/index.ts';
import type { ApiModel } from '../../lib/index.ts';
import { draws } from '../support/draws.ts';
import { gatewayTemplates } from '../support/gateway-template.ts';

type Json = { readonly [key: string]: unknown };

const DOCUMENT = {
  openapi: '3.0.3',
  info: { title: 'Pets', version: '1' },
  'x-gateway': {
    backends: {
      cats: { targets: [{ url: 'https://cats.example.com', weight: 2 }], balance: 'round-robin' },
      dogs: { targets: [{ url: 'https://dogs.example.com' }], health: { path: '/up' } },
    },
    plans: { free: { throttle: { rate: 5, burst: 10 } }, team: {} },
    backend: 'cats',
    timeout: '5s',
    throttle: { rate: 100, burst: 200 },
  },
  paths: {
    '/pets/{id}': {
      get: {
        operationId: 'getPet',
        tags: ['one', 'two'],
        security: [{ session: ['pets:read'] }],
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } }],
        responses: { 200: { description: 'A pet' } },
      },
      put: {
        'x-gateway': { backend: 'dogs', throttle: { rate: 1, burst: 2 } },
        security: [{ key: [] }],
        requestBody: {
          content: {
            'application/json': {
              schema: { type: 'object', required: ['name', 'age'], properties: { name: { type: 'string' }, age: {} } },
            },
          },
        },
        responses: { 204: { description: '' } },
      },
    },
    '/events': { get: { 'x-gateway': { stream: true }, responses: { 200: { description: '' } } } },
  },
  components: {
    securitySchemes: {
      session: { type: 'http', scheme: 'bearer', 'x-gateway': { issuer: 'https://id.example.com', audience: 'pets' } },
      key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
    },
  },
};

const modelOf = (document: object): ApiModel => {
  const { model, problems } = compile(parseDocument('pets.json', JSON.stringify(document)));
  if (model === undefined) throw new Error(problems.map(({ message }) => message).join());
  return model;
};

/** The same values with their keys in another order, at every depth. */
function reordered(value: unknown, random: () => number): unknown {
  if (Array.isArray(value)) return value.map((item) => reordered(item, random));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [random(), key, reordered(item, random)] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => one - other).map(([, key, item]) => [key, item]));
}

function retold({ paths, ...rest }: typeof DOCUMENT, words: readonly string[]): Json {
  const tell = (item: Json) =>
    Object.fromEntries(
      Object.entries(item).map(([method, operation]) => [
        method,
        { ...(operation as Json), summary: words[0], description: words[1], tags: words }, // an operation
      ]),
    );
  const info = { title: words[2] ?? 'Pets', version: words[3] ?? '2', description: words[4] };
  const told = Object.entries(paths).map(([path, item]) => [path, tell(item)]);
  return { ...rest, info, tags: words.map((name) => ({ name })), paths: Object.fromEntries(told) };
}

const templateOf = gatewayTemplates();

/** Logical ids of the Deployment and of all versions. */
function servedBy(model: ApiModel): readonly string[] {
  const { Resources } = templateOf({ model }).toJSON() as { Resources: Readonly<Record<string, { Type: string }>> }; // a template
  const kinds = ['AWS::ApiGateway::Deployment', 'AWS::Lambda::Version'];
  return Object.entries(Resources).flatMap(([id, { Type }]) => (kinds.includes(Type) ? [id] : []));
}

const first = modelOf(DOCUMENT);
const firstServed = servedBy(first);
const [firstDeployment] = firstServed.filter((id) => id.startsWith('GatewayDeployment'));
const word = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' });

describe('a Deployment', () => {
  it('stays for other prose, tags, titles and order, and so does every version', () => {
    const property = fc.property(
      fc.infiniteStream(fc.double({ noNaN: true })),
      fc.array(word, { maxLength: 5 }),
      (doubles, words) => {
        const document = reordered(retold(DOCUMENT, words), () => doubles.next().value ?? 0) as object; // an object in another order
        expect(documentHash(modelOf(document))).toBe(documentHash(first));
        expect(servedBy(modelOf(document)).toSorted()).toEqual(firstServed.toSorted());
      },
    );
    fc.assert(property, { numRuns: draws(15) });
  });

  const text = JSON.stringify(DOCUMENT);
  it.each([
    ['another timeout', '"timeout":"5s"', '"timeout":"6s"'],
    ['another target', 'https://cats.', 'https://lions.'],
    ['another weight', '"weight":2', '"weight":3'],
    ['another balance', 'round-robin', 'weighted-random'],
    ['another scope', 'pets:read', 'pets:all'],
    ['an operation that opens', '"security":[{"session":["pets:read"]}]', '"security":[]'],
    ['another issuer', 'https://id.', 'https://login.'],
    ['another path', '"/events"', '"/news"'],
    ['another method', '"put":', '"patch":'],
    ['another bound of a parameter', '"minimum":1', '"minimum":2'],
    ['another requirement of a body', '"required":["name","age"]', '"required":["name"]'],
    ['another throttle of the stage, which the router tells', '"rate":100', '"rate":50'],
    ['another throttle of an operation', '"rate":1,', '"rate":2,'],
    ['what streams no more', '"stream":true', '"stream":false'],
  ])('is another one for %s', (_, from, to) => {
    const model = modelOf(JSON.parse(text.replace(from, to)));
    expect(text).toContain(from);
    expect(documentHash(model)).not.toBe(documentHash(first));
    expect(servedBy(model)).not.toContain(firstDeployment);
  });

  it('stays for another throttle of a plan, which is none of its, but the document is another', () => {
    const model = modelOf(JSON.parse(text.replace('"rate":5', '"rate":6')));
    expect(servedBy(model)).toEqual(firstServed);
    expect(documentHash(model)).not.toBe(documentHash(first));
  });
});
