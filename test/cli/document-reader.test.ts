import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const cwd = temporaryFolder();
const tls = join(import.meta.dirname, '..', 'fixtures', 'tls');
const env = { ...process.env, NODE_EXTRA_CA_CERTS: join(tls, 'localhost-cert.pem') };
const asked: string[] = [];
const server = createServer(
  { key: readFileSync(join(tls, 'localhost-key.pem')), cert: readFileSync(join(tls, 'localhost-cert.pem')) },
  ({ url = '' }, response) => {
    asked.push(url);
    if (url === '/v1/moved.yaml') response.writeHead(302, { location: '/v1/pet.yaml' }).end();
    else if (url === '/v1/away.yaml') response.writeHead(302, { location: '/v2/pet.yaml' }).end();
    else if (url === '/v1/pet.yaml')
      response.end('get: { parameters: [{ $ref: ./shared.yaml#/limit }], responses: {} }');
    else if (url === '/v1/shared.yaml') response.end('limit: { name: limit, in: query, required: true }');
    else response.writeHead(404).end();
  },
);
let origin = '';

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server's address is of that type
  origin = `https://127.0.0.1:${port}`;
  const paths = ['pet', 'moved', 'away', 'none'].map((name) => `  /${name}: { $ref: '${origin}/v1/${name}.yaml' }`);
  write('urls.yaml', `${HEAD}paths:\n${paths.join('\n')}\n`);
});
afterAll(() => {
  server.close();
});

const HEAD = `openapi: 3.0.3
info: { title: Pets, version: '1' }
servers: [{ url: https://a.example.com }]
`;

function write(name: string, text: string): void {
  mkdirSync(join(cwd, name, '..'), { recursive: true });
  writeFileSync(join(cwd, name), text);
}

describe('documentReader', () => {
  it('refuses URLs, each once and without asking for it', async () => {
    const { code, stdout } = await runCli(['validate', 'urls.yaml'], { cwd, env });
    expect(code).toBe(1);
    expect(stdout).toContain(
      `urls.yaml:5:11 error reference-file: $ref "${origin}/v1/pet.yaml" names ${origin}/v1/pet.yaml, which cannot be read: it is a URL, copy it into a file or say --allow-url`,
    );
    expect(asked).toEqual([]);
  });

  it('fetches what is allowed, what that refers to, and redirects within, and nothing else', async () => {
    const { code, stdout } = await runCli(['validate', 'urls.yaml', '--allow-url', `${origin}/v1/`], { cwd, env });
    expect(code).toBe(1);
    expect(stdout.split('\n').filter((line) => line.includes(' error '))).toEqual([
      `urls.yaml:7:12 error reference-file: $ref "${origin}/v1/away.yaml" names ${origin}/v1/away.yaml, which cannot be read: it redirects to ${origin}/v2/pet.yaml, which is not allowed`,
      `urls.yaml:8:12 error reference-file: $ref "${origin}/v1/none.yaml" names ${origin}/v1/none.yaml, which cannot be read: it is answered 404, correct the URL`,
    ]);
    expect(asked).toContain('/v1/shared.yaml');
    expect(asked).not.toContain('/v2/pet.yaml');
  });

  it.each(['http://a.example.com', 'https://a.example.com/?a', 'a.example.com'])(
    'refuses --allow-url %s',
    async (url) => {
      expect(await runCli(['validate', 'urls.yaml', '--allow-url', url], { cwd })).toMatchObject({
        code: 2,
        stdout: '',
      });
    },
  );

  it('applies overlays in their order, and reads files beside a document from stdin', async () => {
    write('api.yaml', `${HEAD}paths: { /pets: { $ref: parts/pets.yaml } }\n`);
    write('parts/pets.yaml', 'get: { responses: {}, x-gateway: { timeout: 5s } }');
    write(
      'one.yaml',
      'overlay: 1.0.0\nactions: [{ target: $, update: { x-gateway: { throttle: { rate: 5, burst: 9 } } } }]',
    );
    write('two.yaml', 'overlay: 1.0.0\nactions: [{ target: $.x-gateway.throttle, update: { rate: 7 } }]');
    const overlays = ['--overlay', 'one.yaml', '--overlay', 'two.yaml'];
    expect(await runCli(['compile', 'api.yaml', '--out', 'out', ...overlays], { cwd })).toMatchObject({ code: 0 });
    const swapped = await runCli(['validate', 'api.yaml', '--overlay', 'two.yaml', '--overlay', 'one.yaml'], { cwd });
    expect(swapped.stdout).toContain(
      'two.yaml:2:13 warning overlay-target: target "$.x-gateway.throttle" matches nothing',
    );
    const piped = await runCli(['validate', '-', '--overlay', 'one.yaml'], {
      cwd,
      stdin: `${HEAD}paths: { /pets: { $ref: parts/pets.yaml } }\n`,
    });
    expect(piped).toMatchObject({ code: 0, stdout: expect.stringContaining('stdin: ') });
    const missing = await runCli(['validate', 'api.yaml', '--overlay', 'three.yaml'], { cwd });
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('no such file: three.yaml') });
  }, 20_000);
});
