import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { callCli } from '../../support/call-cli.ts';
import { startCli } from '../../support/start-cli.ts';
import { startTarget } from '../../support/start-target.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
const target = await startTarget((request, response) => response.end(request.headers['x-caller']));
const file = join(folder, 'partners.yaml');
writeFileSync(
  file,
  `
openapi: 3.0.3
info: { title: Partners, version: '1' }
servers: [{ url: '${target}' }]
security: [{ partner: [] }]
x-gateway: { identity: { X-Caller: subject } }
paths:
  /hello: { get: { operationId: hello, responses: { '200': { description: ok } } } }
components: { securitySchemes: { partner: { type: mutualTLS } } }
`,
);
const started: { readonly stop: () => Promise<unknown> }[] = [];
afterAll(() => Promise.all(started.map((one) => one.stop())));

describe('a document with mutualTLS', () => {
  it('is valid, with a word on what it takes to deploy', async () => {
    const { code, stdout, stderr } = await callCli(['validate', file]);
    expect(code).toBe(0);
    expect(stdout + stderr).toMatch(/warning +mutual-tls|mutual-tls.*truststore/);
  });

  it('is served by dev as if each caller had shown a certificate', async () => {
    const dev = await startCli(['dev', file, '--port', '0', '--state-dir', join(folder, 'state')]);
    started.push(dev);
    const answer = await fetch(`${dev.url}/hello`);
    expect([answer.status, await answer.text()]).toEqual([200, 'CN=local-developer']);
  }, 60_000);

  it.each(['absent.pem', 'partners.yaml'])(
    'says at once that a client certificate cannot be read: %s',
    async (name) => {
      const args = ['--port', '0', '--state-dir', join(folder, 'other'), '--client-certificate', join(folder, name)];
      const { code, stderr } = await callCli(['dev', file, ...args]);
      expect([code, stderr]).toEqual([1, expect.stringContaining('which cannot be read, expected a PEM file')]);
    },
    60_000,
  );
});
