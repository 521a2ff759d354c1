import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseDocument } from '../../../../lib/compiler/parse-document.ts';
import { comparableModel } from '../../../support/comparable-model.ts';
import { compileFiles } from '../../../support/compile-files.ts';
import { draws } from '../../../support/draws.ts';
import { splitDocument } from '../../../support/split-document.ts';

/** The same in Swagger 2.0 and in OpenAPI 3.0. */
interface Both {
  readonly swagger: Readonly<Record<string, unknown>>;
  readonly openapi: Readonly<Record<string, unknown>>;
}

const LISTS = {
  csv: { style: 'form', explode: false },
  ssv: { style: 'spaceDelimited', explode: false },
  pipes: { style: 'pipeDelimited', explode: false },
  multi: { style: 'form', explode: true },
} as const;

const plain = fc.constantFrom<Record<string, unknown>>(
  { type: 'string', maxLength: 5 },
  { type: 'integer', format: 'int32', minimum: 0, exclusiveMinimum: true },
  { type: 'boolean', default: false },
  { type: 'string', enum: ['a', 'b'], pattern: '^[ab]$' },
);

const type = fc.oneof(
  plain.map((schema): Both => ({ swagger: schema, openapi: { schema } })),
  fc.tuple(plain, fc.constantFrom('csv', 'ssv', 'pipes', 'multi')).map(
    ([items, collectionFormat]): Both => ({
      swagger: { type: 'array', items, collectionFormat, maxItems: 3 },
      openapi: { ...LISTS[collectionFormat as keyof typeof LISTS], schema: { type: 'array', items, maxItems: 3 } },
    }),
  ),
);

const parameters = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c'), type, fc.boolean()), {
  selector: ([name]) => name,
});

const schema = fc.constantFrom<readonly [unknown, unknown]>(
  [{ $ref: '#/definitions/Pet' }, { $ref: '#/components/schemas/Pet' }],
  [
    { type: 'array', items: { $ref: '#/definitions/Pet' } },
    { type: 'array', items: { $ref: '#/components/schemas/Pet' } },
  ],
  [{ type: 'file' }, { type: 'string', format: 'binary' }],
);

const types = fc.uniqueArray(fc.constantFrom('application/json', 'application/xml', 'text/csv'), { minLength: 1 });
const contentOf = (names: readonly string[], value: unknown) =>
  Object.fromEntries(names.map((name) => [name, { schema: value }]));

const operation = fc
  .record({
    parameters,
    body: fc.option(schema),
    consumes: types,
    response: fc.option(schema),
    produces: types,
    security: fc.boolean(),
  })
  .map(({ parameters, body, consumes, response, produces, security }): Both => {
    const shared = { summary: 's', 'x-gateway': { timeout: '2s' }, ...(security && { security: [{ key: [] }] }) };
    const written = parameters.map(([name, { swagger, openapi }, required]) => {
      const named = { name, in: 'query', required };
      return { swagger: { ...named, ...swagger }, openapi: { ...named, ...openapi } };
    });
    const sent = body && { name: 'body', in: 'body', required: true, schema: body[0] };
    const list = written.map(({ openapi }) => openapi);
    return {
      swagger: {
        ...shared,
        consumes,
        produces,
        parameters: [...written.map(({ swagger }) => swagger), ...(sent ? [sent] : [])],
        responses: { 200: { description: 'ok', ...(response && { schema: response[0] }) } },
      },
      openapi: {
        ...shared,
        ...(list.length > 0 || !body ? { parameters: list } : {}),
        ...(body && { requestBody: { required: true, content: contentOf(consumes, body[1]) } }),
        responses: { 200: { description: 'ok', ...(response && { content: contentOf(produces, response[1]) }) } },
      },
    };
  });

const api = fc
  .uniqueArray(fc.tuple(fc.constantFrom('/a', '/a/b', '/c'), fc.constantFrom('get', 'post', 'put'), operation), {
    selector: ([path, method]) => `${method} ${path}`,
    minLength: 1,
  })
  .map((operations): Both => {
    const pathsOf = (form: keyof Both) => {
      const paths: Record<string, Record<string, unknown>> = {};
      for (const [path, method, both] of operations) paths[path] = { ...paths[path], [method]: both[form] };
      return paths;
    };
    const info = { title: 'x', version: '1' };
    const Pet = { type: 'object', properties: { name: { type: 'string' } } };
    const securitySchemes = { key: { type: 'apiKey', in: 'header', name: 'x-api-key' } };
    return {
      swagger: {
        swagger: '2.0',
        info,
        host: 'a.example.com',
        basePath: '/v1',
        schemes: ['https'],
        paths: pathsOf('swagger'),
        definitions: { Pet },
        securityDefinitions: securitySchemes,
      },
      openapi: {
        openapi: '3.0.3',
        info,
        servers: [{ url: 'https://a.example.com/v1' }],
        paths: pathsOf('openapi'),
        components: { schemas: { Pet }, securitySchemes },
      },
    };
  });

describe('readDocument of Swagger 2.0', () => {
  it('equals the same API written in OpenAPI 3.0', () => {
    fc.assert(
      fc.property(api, ({ swagger, openapi }) => {
        expect(parseDocument('a.json', JSON.stringify(swagger)).value).toEqual(JSON.parse(JSON.stringify(openapi)));
        const [old, current] = [swagger, openapi].map((document) =>
          compileFiles({ 'a.json': JSON.stringify(document) }),
        );
        expect(old?.model).toBeDefined();
        expect(old?.model).toEqual(current?.model);
      }),
      { numRuns: draws(100) },
    );
  });

  it('is the same in many files', () => {
    const randoms = fc.array(fc.double({ min: 0, max: 0.99, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(api, randoms, ({ swagger }, numbers) => {
        let drawn = 0;
        const files = splitDocument(swagger, () => numbers[drawn++ % numbers.length] ?? 0);
        const whole = compileFiles({ 'a.json': JSON.stringify(swagger) });
        const split = compileFiles(files);
        expect(split.problems.filter((line) => line.includes(' error '))).toEqual([]);
        expect(comparableModel(split.model)).toEqual(comparableModel(whole.model));
      }),
      { numRuns: draws(100) },
    );
  });
});
