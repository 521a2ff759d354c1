/** What the README promises, on the very process that it starts: `gatewright dev` over the example. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalIssuer } from '../lib/issuer/index.ts';
import { type Sample, type ServingProcess, startCli } from './support/start-cli.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const folder = temporaryFolder();
const file = join(folder, 'gateway.yaml');
const stateDir = join(folder, 'state');
const example = readFileSync(fromHere('../openapi/gateway.yaml'), 'utf8');
const start = (): Promise<ServingProcess> =>
  startCli([
    'dev',
    file,
    '--port',
    '0',
    '--state-dir',
    stateDir,
    '--samples',
    fromHere('../examples/backends/start-sample-backends.ts'),
  ]);
let dev: ServingProcess;

beforeAll(async () => {
  writeFileSync(file, example);
  dev = await start();
}, 30_000);
afterAll(() => dev?.kill());

const call = ({ url, headers }: Sample): Promise<Response> => fetch(url, { headers: { ...headers } });
const without = ({ url, headers }: Sample, name: string): Sample => ({ url, headers: { ...headers, [name]: '' } });

describe('gatewright dev', () => {
  it('prints the operations, a key for each plan and a token', () => {
    expect(dev.stdout()).toMatch(/^Blueprints 1\.0\.0 is served on http:\/\/127\.0\.0\.1:\d+$/m);
    expect(dev.stdout()).toMatch(/^GET +\/catalogue\/templates +- +catalogue +cached 1m$/m);
    expect(dev.stdout()).toMatch(/^ {2}free: \S{20,}$/m);
    expect(dev.stdout()).toMatch(/^ {2}team: \S{20,}$/m);
    expect(dev.stdout()).toMatch(/^ {2}https:\/\/id\.example\.com: ey\S+$/m);
  });

  it('serves the document for consumers, with the URL it was asked for at', async () => {
    const answer = await fetch(`${dev.url}/_gateway/openapi.json`, { headers: { 'accept-encoding': 'gzip' } });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    const document = (await answer.json()) as { servers: [{ url: string }]; paths: Record<string, { get: object }> }; // OpenAPI
    const [{ url }] = document.servers;
    expect(url.startsWith(dev.url)).toBe(true);
    expect((await fetch(`${url}/status`)).status).toBe(200);
    expect(document.paths['/blueprints/{id}']?.get).toMatchObject({ responses: { 401: {}, 403: {}, 429: {} } });
    const headers = { 'accept-encoding': 'gzip', 'if-none-match': answer.headers.get('etag') ?? '' };
    expect((await fetch(`${dev.url}/_gateway/openapi.json`, { headers })).status).toBe(304);
  });

  it('serves a public operation', async () => {
    const answer = await call(dev.sample('a public operation'));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: 'up' });
  });

  it('lets a key pass, and nothing else', async () => {
    const sample = dev.sample('one that needs a key');
    const answer = await call(sample);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect((await call(without(sample, 'x-api-key'))).status).toBe(403);
  });

  it('lets a token with the right scope pass, and nothing else', async () => {
    const sample = dev.sample('one that needs a token');
    const answer = await call(sample);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ id: 'bp-1' });
    expect((await call(without(sample, 'authorization'))).status).toBe(401);
    const other = { ...sample.headers, authorization: `Bearer ${await tokenWithScopes(['blueprints:write'])}` };
    expect((await call({ ...sample, headers: other })).status).toBe(403);
  });

  it('asks for both where both are declared, and knows the way to the monolith', async () => {
    const sample = dev.sample('one that needs a key and a token');
    expect(await (await call(sample)).json()).toMatchObject({ id: 'acc-7' });
    expect((await call(without(sample, 'x-api-key'))).status).toBe(403);
    expect((await call(without(sample, 'authorization'))).status).toBe(401);
  });

  it('answers a second call from its cache', async () => {
    const sample = dev.sample('one that is cached');
    const first = await call(sample);
    const second = await call(sample);
    expect(first.headers.get('cache-status')).toMatch(/^gatewright; fwd=uri-miss/);
    expect(second.headers.get('cache-status')).toMatch(/^gatewright; hit/);
    expect(await second.text()).toBe(await first.text());
  });

  it('balances over two targets', async () => {
    const servers: unknown[] = [];
    for (let i = 0; i < 6; i++) {
      const answer = await (await call(dev.sample('one that is balanced'))).json();
      servers.push(typeof answer === 'object' && answer !== null && 'server' in answer ? answer.server : answer);
    }
    expect(new Set(servers)).toEqual(new Set(['sample-1', 'sample-2']));
  });

  it('passes on each event as it is sent', async () => {
    const answer = await call(dev.sample('one that streams'));
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    const arrivals: number[] = [];
    for await (const _ of answer.body ?? []) arrivals.push(performance.now());
    // Five steps, one each 200 ms: all at once would be a buffered answer.
    expect((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThan(500);
    expect(arrivals.length).toBeGreaterThan(3);
  });

  it('says 429 once a bucket is empty', async () => {
    const sample = dev.sample('one that is throttled');
    const answers = await Promise.all(Array.from({ length: 12 }, () => call(sample)));
    const statuses = answers.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    expect(await answers[statuses.indexOf(429)]?.json()).toMatchObject({ status: 429, title: 'Too Many Requests' });
  });

  it('does not serve a disabled operation', async () => {
    const { url, headers } = dev.sample('one that needs a token');
    expect((await fetch(url, { method: 'DELETE', headers })).status).toBe(404);
  });

  it('serves an edit without failing a request under way', async () => {
    const load = underLoad(() => call(dev.sample('one that is balanced')));
    const slow = fetch(`${dev.url}/blueprints`, {
      method: 'POST',
      headers: { ...dev.sample('one that needs a token').headers, 'content-type': 'application/json' },
      body: JSON.stringify({ idea: 'a shop for lamps' }),
    });
    for (const status of [201, 202, 203]) await edit(status);
    expect((await slow).status).toBe(201);
    expect(new Set(await load.stop())).toEqual(new Set([200]));
  }, 20_000);

  it('issues a key for a plan and plays an issuer that come with an edit', async () => {
    const other = 'https://other.example.com';
    const plan = '  plans:\n    gold: { throttle: { rate: 9, burst: 9 } }\n';
    writeFileSync(file, example.replace(/^ {2}plans:.*\n/m, plan).replaceAll('https://id.example.com', other));
    await dev.told(`token of ${other}`);
    const key = /^API key of plan gold: (\S+)$/m.exec(dev.stdout())?.[1] ?? '';
    const token = /^token of https:\/\/other\.example\.com: (\S+)$/m.exec(dev.stdout())?.[1];
    const headers = { 'x-api-key': key, authorization: `Bearer ${token}` };
    expect((await fetch(`${dev.url}/accounts/me`, { headers })).status).toBe(200);
    await edit(203);
  }, 20_000);

  it('prints the problems of a broken edit and goes on with the version before', async () => {
    writeFileSync(file, example.replace('backend: planner', 'backend: plannr'));
    await dev.told('the version before goes on serving');
    expect(dev.stderr()).toMatch(/gateway\.yaml:\d+:\d+ error .*"?planner"?/);
    expect((await fetch(dev.sample('one that is cached').url)).status).toBe(203);
  });

  it('ends cleanly, and its keys live on', async () => {
    const keys = /API keys.*?\n\n/s.exec(dev.stdout())?.[0];
    expect(keys).toContain('free:');
    expect(await dev.stop()).toBe(0);
    writeFileSync(file, example);
    dev = await start();
    expect(dev.stdout()).toContain(keys);
    expect((await call(dev.sample('one that needs a key'))).status).toBe(200);
    expect(await dev.stop()).toBe(0);
  }, 30_000);
});

/** Makes an operation answer with the status; the benchmark measures how long that takes. */
async function edit(status: number): Promise<void> {
  writeFileSync(file, example.replace('path: /templates, cache: { ttl: 60s }', `mock: { status: ${status} }`));
  const { url } = dev.sample('one that is cached');
  while ((await fetch(url)).status !== status) await setTimeout(10);
}

async function tokenWithScopes(scopes: readonly string[]): Promise<string> {
  const issuer = 'https://id.example.com';
  const server = await startLocalIssuer({ issuers: [issuer], stateDir });
  const token = await server.signToken({ issuer, audience: 'blueprints', subject: 'someone', scopes });
  await server.close();
  return token;
}

/** Calls without a pause, two at a time, until stopped. */
function underLoad(request: () => Promise<Response>): { stop(): Promise<readonly number[]> } {
  const statuses: number[] = [];
  let stopped = false;
  const caller = async (): Promise<void> => {
    while (!stopped) {
      const answer = await request();
      await answer.arrayBuffer();
      statuses.push(answer.status);
    }
  };
  const callers = [caller(), caller()];
  return {
    async stop() {
      stopped = true;
      await Promise.all(callers);
      return statuses;
    },
  };
}
