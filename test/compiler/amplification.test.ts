import { describe, expect, it } from '@jest/globals';
import { compile } from '../../lib/compiler/index.ts';
import { parseDocument } from '../../lib/compiler/parse-document.ts';

const ANSWER = { responses: { 200: { description: 'well' } } };

function compileJson(document: object) {
  const text = JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'a', version: '1' },
    servers: [{ url: 'https://api.example.com' }],
    ...document,
  });
  return compile(parseDocument('a.json', text));
}

const paths = (count: number, item: unknown) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`/p${index}`, item]));

/** A few lines that every operation refers to or inherits must not be read, or held, once for each. */
describe('compile', () => {
  it('refuses parameters beyond what memory holds, those of shared paths included', () => {
    const parameters = Array.from({ length: 1_000 }, (_, index) => ({ name: `q${index}`, in: 'query' }));
    const { problems } = compileJson({
      paths: paths(1_000, { $ref: '#/components/pathItems/shared' }),
      components: { pathItems: { shared: { parameters, get: ANSWER } } },
    });
    expect(problems.find(({ severity }) => severity === 'error')?.message).toBe(
      'the operations have more than 500000 parameters, those of the paths they refer to included, split the document',
    );
  });

  it('refuses an inherited x-gateway with lists or objects that no policy has', () => {
    const set = Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`x-${index}`, 'a']));
    const { problems } = compileJson({
      paths: paths(1, { get: ANSWER }),
      'x-gateway': { headers: { request: { set } } },
    });
    expect(problems.map(({ message }) => message)).toContain(
      'x-gateway has an object or a list of more than 500 members, which every operation below would inherit, shorten it',
    );
  });

  it('refuses more alternatives of security than say something', () => {
    const { problems } = compileJson({
      security: Array.from({ length: 201 }, (_, index) => ({ token: [`scope${index}`] })),
      paths: paths(1, { get: ANSWER }),
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    });
    expect(problems.find(({ rule }) => rule === 'document-shape')?.message).toBe(
      'security has 201 alternatives, at most 200 are read, give scopes or schemes in common one name',
    );
  });

  it('reads a response once that every operation refers to', () => {
    const headers = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`x-${index}`, { schema: {} }]));
    const before = process.memoryUsage().heapUsed;
    const { model } = compileJson({
      paths: paths(2_000, { get: { responses: { 200: { $ref: '#/components/responses/shared' } } } }),
      components: { responses: { shared: { description: 'well', headers } } },
    });
    expect(model?.operations).toHaveLength(2_000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(300e6);
  });
});
