import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { runCli } from '../support/run-cli.ts';
import { type ServingProcess, startCli } from '../support/start-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const cwd = temporaryFolder();
const file = join(cwd, 'foreign.json');
const started: ServingProcess[] = [];
afterAll(() => {
  for (const dev of started) dev.kill();
});

/** As one finds them: no x-gateway, a scheme without an issuer, a server that is not running. */
writeFileSync(
  file,
  JSON.stringify({
    openapi: '3.0.0',
    info: { title: 'Foreign', version: '2' },
    servers: [{ url: 'http://127.0.0.1:1/base' }],
    paths: {
      '/pets/{petId}': {
        get: {
          parameters: [{ name: 'petId', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { 200: { description: 'a pet' } },
        },
        delete: {
          security: [{ login: ['pets:write'] }],
          parameters: [{ name: 'petId', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { 204: { description: 'gone' } },
        },
      },
    },
    components: { securitySchemes: { login: { type: 'http', scheme: 'bearer' } } },
  }),
);

async function start(stateDir: string, ...args: string[]): Promise<ServingProcess> {
  const dev = await startCli(['dev', file, '--port', '0', '--state-dir', join(cwd, stateDir), ...args]);
  started.push(dev);
  return dev;
}

describe('gatewright dev FILE', () => {
  it('serves a foreign document with a local issuer, and answers 502 for a backend that is not there', async () => {
    const dev = await start('foreign');
    await dev.told('nothing listens on http://127.0.0.1:1/base');
    expect(dev.stderr()).toMatch(/foreign\.json:\d+:\d+ info .*login/);
    const pet = await fetch(dev.sample('a public operation').url);
    expect([pet.status, pet.headers.get('content-type')]).toEqual([502, 'application/problem+json']);
    const { url, headers } = dev.sample('one that needs a token');
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(401);
    expect((await fetch(url, { method: 'DELETE', headers })).status).toBe(502);
    expect(await dev.stop()).toBe(0);
  }, 20_000);

  it('puts --backend in the place of the servers', async () => {
    const backend = createServer((request, response) => response.end(`${request.method} ${request.url}`));
    backend.listen(0, '127.0.0.1');
    await once(backend, 'listening');
    const { port } = backend.address() as AddressInfo; // a TCP server's address is of that type
    const dev = await start('backend', '--backend', `http://127.0.0.1:${port}/api`);
    expect(await (await fetch(dev.sample('a public operation').url)).text()).toBe('GET /api/pets/1');
    expect(await dev.stop()).toBe(0);
    backend.close();
  }, 20_000);

  it('serves edits of overlays and of files that are referred to, and one that is put right by a new file', async () => {
    const part = join(cwd, 'parts', 'b.yaml');
    const overlay = join(cwd, 'dev.overlay.yaml');
    const document = join(cwd, 'many.yaml');
    const responses = "responses: { '200': { description: ok } }, x-gateway: { mock: { body:";
    mkdirSync(join(cwd, 'parts'));
    writeFileSync(part, `get: { ${responses} one } } }`);
    writeFileSync(overlay, 'overlay: 1.0.0\nactions: [{ target: $.info, update: { title: Two } }]');
    const head = "openapi: 3.0.3\ninfo: { title: x, version: '1' }\nservers: [{ url: http://127.0.0.1:1 }]\n";
    writeFileSync(document, `${head}paths: { /a: { $ref: parts/b.yaml } }`);
    const args = ['--port', '0', '--state-dir', join(cwd, 'many'), '--overlay', overlay];
    const dev = await startCli(['dev', document, ...args]);
    started.push(dev);
    const body = async () => (await fetch(dev.sample('a public operation').url)).text();
    expect(await body()).toContain('one');
    writeFileSync(part, `get: { ${responses} two } } }`);
    await dev.told('served after');
    expect(await body()).toContain('two');
    writeFileSync(overlay, 'overlay: 1.0.0\nactions: [{ target: $.nothing, update: { title: Two } }]');
    await dev.told('overlay-target');
    writeFileSync(part, 'get: { parameters: [{ $ref: new/c.yaml }] }\npost: {}');
    await dev.told('which does not exist');
    mkdirSync(join(cwd, 'parts', 'new'));
    writeFileSync(join(cwd, 'parts', 'new', 'c.yaml'), '{ name: c, in: query, required: true }');
    await dev.told('operations: 2\n');
    expect(await dev.stop()).toBe(0);
  }, 30_000);

  it('refuses a port in use, and a state folder in use, in one line', async () => {
    const dev = await start('busy');
    const { port } = new URL(dev.url);
    const samePort = await runCli(['dev', file, '--port', port, '--state-dir', join(cwd, 'other')]);
    expect(samePort).toMatchObject({ code: 1, stdout: '' });
    expect(lastLine(samePort.stderr)).toMatch(new RegExp(`^error PORT_IN_USE: .*${port}`));
    const sameState = await runCli(['dev', file, '--port', '0', '--state-dir', join(cwd, 'busy')]);
    expect(sameState).toMatchObject({ code: 1, stdout: '' });
    expect(lastLine(sameState.stderr)).toMatch(/^error STATE_LOCKED: .*busy/);
    expect(await dev.stop()).toBe(0);
  }, 20_000);

  it('refuses a damaged state folder in one line, and leaves it as it is', async () => {
    mkdirSync(join(cwd, 'damaged'));
    const db = join(cwd, 'damaged', 'state.db');
    writeFileSync(db, 'this is no database'.repeat(100));
    const { code, stdout, stderr } = await runCli(['dev', file, '--port', '0', '--state-dir', join(cwd, 'damaged')]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(lastLine(stderr)).toMatch(/^error STATE_CORRUPT: .*state\.db/);
    expect(readFileSync(db, 'utf8')).toBe('this is no database'.repeat(100));
  }, 20_000);

  it('refuses a document with errors, and serves nothing', async () => {
    writeFileSync(join(cwd, 'wrong.yaml'), 'openapi: 3.0.3\ninfo: { title: x, version: "1" }\npaths: []\n');
    const { code, stdout, stderr } = await runCli(['dev', join(cwd, 'wrong.yaml'), '--port', '0']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/wrong\.yaml:\d+:\d+ error /);
    expect(lastLine(stderr)).toMatch(/^error DOCUMENT_HAS_PROBLEMS: .*wrong\.yaml cannot be served: \d+ errors?/);
  }, 20_000);
});

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
