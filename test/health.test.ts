/** Targets that are asked by the minute, through the assembly in the local runtime; its minutes pass at once. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { synthesize } from '../lib/constructs/synthesize.ts';
import { type LocalGateway, startLocalGateway } from '../lib/local/index.ts';
import { compileYaml } from './support/compile-yaml.ts';
import { startTarget } from './support/start-target.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const MINUTE = 60_000;
const folder = temporaryFolder();
let [isWell, probes] = [false, 0];
const well = await startTarget((_, response) => response.end('well'));
/** Answers every request, but says that it should get none. */
const leaving = await startTarget(({ url }, response) => {
  if (url === '/healthz') probes += 1;
  response.writeHead(url === '/healthz' && !isWell ? 503 : 200).end('leaving');
});
const wanted: [text: string, found: () => void][] = [];
/** Resolves at the next line of a function's log that holds the text. */
const logged = (text: string) => new Promise<void>((resolve) => wanted.push([text, resolve]));
const onLog = (line: string) => {
  for (const [text, found] of wanted) if (line.includes(text)) found();
};
let gateway: LocalGateway;

beforeAll(async () => {
  // Only what fires by the minute: all else goes by the real time.
  jest.useFakeTimers({ doNotFake: REAL });
  const { model } = compileYaml(`
    x-gateway:
      backend: main
      backends: { main: { targets: [{ url: '${well}' }, { url: '${leaving}' }], balance: round-robin, health: ${HEALTH} } }
    paths: { /a: { get: {} } }
  `);
  if (model === undefined) throw new Error('the document does not compile');
  const assembly = synthesize({ model, outdir: join(folder, 'cdk.out'), stageName: 'test' });
  gateway = await startLocalGateway({ assembly, port: 0, stateDir: join(folder, 'state'), onLog });
}, 30_000);
afterAll(async () => {
  jest.useRealTimers();
  await gateway?.close();
});

const HEALTH = '{ path: /healthz, interval: 1m, unhealthyThreshold: 1, healthyThreshold: 1 }';
const REAL = [
  ...(['Date', 'hrtime', 'performance', 'nextTick', 'queueMicrotask'] as const),
  ...(['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate'] as const),
];

async function answers(count: number): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let request = 0; request < count; request += 1) found.add(await (await fetch(`${gateway.url}/a`)).text());
  return found;
}

describe('a target that is asked by the minute', () => {
  it('gets no request from the next minute on, until a later one finds it well', async () => {
    expect(probes).toBe(0);
    const left = logged('health changed');
    jest.advanceTimersByTime(MINUTE - 1);
    expect(probes).toBe(0);
    jest.advanceTimersByTime(1);
    await left;
    // The first request of an instance does not look at the table, the second one does not wait for what it finds.
    await answers(3);
    expect(await answers(8)).toEqual(new Set(['well']));
    isWell = true;
    const back = logged('"isHealthy":true');
    jest.advanceTimersByTime(MINUTE);
    await back;
    expect(probes).toBeGreaterThanOrEqual(2);
  });
});
