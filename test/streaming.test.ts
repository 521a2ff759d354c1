/** Streamed operations from a target to a client, through the assembly in the local runtime. */
import { once } from 'node:events';
import { get, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { synthesize } from '../lib/constructs/synthesize.ts';
import { type LocalGateway, startLocalGateway } from '../lib/local/index.ts';
import { compileYaml } from './support/compile-yaml.ts';
import { startTarget } from './support/start-target.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const MEGABYTE = Buffer.alloc(1024 * 1024, 'x');
/** Responses under way, by path. */
const open = new Map<string, ServerResponse>();
let written = 0;

const target = await startTarget(async ({ url = '' }, response) => {
  open.set(url, response);
  if (url === '/download' || url === '/slow') {
    for (let count = 0; count < 20 && !response.destroyed; count++) {
      await new Promise((resolve) => response.write(MEGABYTE, resolve));
      written += 1;
    }
    response.end();
  } else response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
});
const folder = temporaryFolder();
let gateway: LocalGateway;

beforeAll(async () => {
  const { model } = compileYaml(`
    x-gateway: { backends: { target: { targets: [{ url: '${target}' }] } }, backend: target, stream: true, timeout: 20s }
    paths: { /events: { get: {} }, /download: { get: {} }, /slow: { get: {} }, /broken: { get: {} } }
  `);
  if (model === undefined) throw new Error('the document does not compile');
  const assembly = synthesize({ model, outdir: join(folder, 'cdk.out'), stageName: 'test' });
  gateway = await startLocalGateway({ assembly, port: 0, stateDir: join(folder, 'state') });
}, 30_000);
afterAll(() => gateway?.close());

async function ask(path: string): Promise<IncomingMessage> {
  const [response]: IncomingMessage[] = await once(get(`${gateway.url}${path}`, { agent: false }), 'response');
  if (response === undefined) throw new Error('no response');
  return response;
}

describe('a streamed operation', () => {
  it('passes each event on as it comes', async () => {
    const response = await ask('/events');
    const parts: string[] = [];
    for await (const part of response.setEncoding('utf8')) {
      parts.push(part);
      const answer = open.get('/events');
      if (parts.length === 1) answer?.write('data: 2\n\n');
      else answer?.end();
    }
    expect([response.statusCode, response.headers['content-type'], parts]).toEqual([
      200,
      'text/event-stream',
      ['data: 1\n\n', 'data: 2\n\n'],
    ]);
  });

  it('serves more than the 10 MB that API Gateway buffers', async () => {
    let size = 0;
    for await (const part of await ask('/download')) size += part.length;
    expect(size).toBe(20 * MEGABYTE.length);
  }, 20_000);

  it('holds a target back while its client does not read', async () => {
    written = 0;
    const response = await ask('/slow');
    let before = -1;
    while (before !== written) {
      before = written;
      await sleep(200);
    }
    response.destroy();
    // Socket buffers on the way, and a part in each hand.
    expect(written).toBeLessThan(15);
  }, 20_000);

  it('never ends cleanly where the target breaks off', async () => {
    const response = await ask('/broken');
    open.get('/broken')?.destroy();
    await expect(buffer(response)).rejects.toThrow('aborted');
    expect(response.complete).toBe(false);
  });
});
