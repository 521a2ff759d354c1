import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  startYamlLanguageServer,
  type TextPosition,
  type YamlLanguageServer,
} from '../support/yaml-language-server.ts';

const folder = new URL('../../openapi/', import.meta.url).pathname;
const MODELINE = '# yaml-language-server: $schema=gateway.schema.json\n';
const HEADS = [
  ['OpenAPI 3.0', "openapi: 3.0.3\ninfo: { title: Pets, version: '1' }\n"],
  ['OpenAPI 3.1', "openapi: 3.1.0\ninfo: { title: Pets, version: '1' }\n"],
  ['Swagger 2.0', "swagger: '2.0'\ninfo: { title: Pets, version: '1' }\nhost: api.example.com\n"],
] as const;

let server: YamlLanguageServer;
let documents = 0;

beforeAll(async () => {
  server = await startYamlLanguageServer(folder);
});

afterAll(() => server.stop());

/** Opens a document with `|` at the cursor; the place of the cursor, and what is wrong without it. */
async function open(text: string): Promise<{ file: string; at: TextPosition; found: readonly string[] }> {
  const file = `document-${documents++}.yaml`;
  const before = text.split('|')[0]?.split('\n') ?? [];
  const diagnostics = await server.diagnose(file, text.replace('|', ''));
  return {
    file,
    at: { line: before.length - 1, character: before.at(-1)?.length ?? 0 },
    found: diagnostics.map(({ message, range: { start } }) => `${start.line + 1}:${start.character + 1} ${message}`),
  };
}

describe('gateway.schema.json in the YAML language server', () => {
  describe.each(HEADS)('%s', (_, head) => {
    it('completes the policy of an operation', async () => {
      const { file, at } = await open(`${MODELINE}${head}paths:\n  /pets:\n    get:\n      x-gateway:\n        |\n`);
      expect(await server.complete(file, at)).toEqual(
        expect.arrayContaining([
          'backend',
          'cache',
          'cors',
          'headers',
          'mock',
          'path',
          'stream',
          'throttle',
          'timeout',
        ]),
      );
    });

    it('completes the root, keys of OpenAPI too', async () => {
      const { file, at } = await open(`${MODELINE}${head}x-gateway:\n  |\n`);
      expect(await server.complete(file, at)).toEqual(expect.arrayContaining(['backends', 'plans', 'timeout']));
      const operation = await open(`${MODELINE}${head}paths:\n  /pets:\n    get:\n      |\n`);
      expect(await server.complete(operation.file, operation.at)).toEqual(
        expect.arrayContaining(['operationId', 'security', 'x-gateway']),
      );
    });

    it('marks a wrong word and a wrong value where they stand', async () => {
      const { found } = await open(
        `${MODELINE}${head}x-gateway:\n  timeuot: 5s\npaths:\n  /pets:\n    get:\n      x-gateway:\n        timeout: 5\n        stream: yes please\n`,
      );
      const lines = head.split('\n').length + 1;
      expect(found).toEqual([
        expect.stringMatching(`^${lines + 1}:3 .*timeuot`),
        expect.stringMatching(`^${lines + 6}:18 `),
        expect.stringMatching(`^${lines + 7}:17 `),
      ]);
    });
  });

  it('says what a key means', async () => {
    const { file, at } = await open(`${MODELINE}${HEADS[0][1]}x-gateway:\n  time|out: 5s\n`);
    expect(await server.hover(file, at)).toMatch(/last byte.*at most `28s`/s);
  });

  it('knows schemes of both OpenAPI and Swagger', async () => {
    const scheme = 'session:\n      type: oauth2\n      x-gateway: { audiance: pets }\n';
    const components = await open(`${MODELINE}${HEADS[0][1]}components:\n  securitySchemes:\n    ${scheme}`);
    const definitions = await open(`${MODELINE}${HEADS[2][1]}securityDefinitions:\n    ${scheme}`);
    for (const { found } of [components, definitions]) expect(found).toEqual([expect.stringContaining('audiance')]);
  });

  it('finds nothing wrong with the example, nor with real documents that are of OpenAPI alone', async () => {
    const example = readFileSync(new URL('gateway.yaml', `file://${folder}`), 'utf8');
    expect((await open(example)).found).toEqual([]);
    for (const name of ['getsandbox', 'nytimes-books', 'xkcd']) {
      const packed = readFileSync(new URL(`../data/openapi/${name}.json.gz`, import.meta.url));
      expect((await open(MODELINE + gunzipSync(packed).toString().replaceAll('|', '/'))).found).toEqual([]);
    }
  });
});
