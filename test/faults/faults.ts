/**
 * `npm run faults [-- --short] [--seed N]`: thousands of requests through the real stack on loopback, 32 at a time, while its
 * targets fail in every way but one. Exit 1 where a request is lost that need not be, one is sent twice that must not be, an
 * answer is cut without saying so, or memory grows.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seededRandom } from '../support/seeded-random.ts';
import { document } from './document.ts';
import { FAULTS } from './fault-list.ts';
import { startGatewayProcess } from './gateway-process.ts';
import { judge, type Outcome, report } from './judge.ts';
import { runFault } from './run-fault.ts';
import { writeSecrets } from './secrets.ts';
import { startDeadTable } from './table.ts';
import { startTargetProcess } from './target-process.ts';

const { values } = parseArgs({ options: { short: { type: 'boolean' }, seed: { type: 'string', default: '1' } } });
const size = values.short ? { requests: 80, concurrency: 8 } : { requests: 2000, concurrency: 32 };
const random = seededRandom(Number(values.seed));
const folder = mkdtempSync(join(tmpdir(), 'gatewright-faults-'));
const notes = join(folder, 'received');
await writeSecrets(folder);

const targets = await Promise.all([1, 2, 3].map(() => startTargetProcess(folder, notes)));
const table = await startDeadTable();
const served = document(
  targets.map(({ url }) => url),
  targets.map(({ secureUrl }) => secureUrl),
);
const gateway = await startGatewayProcess(folder, served, {
  AWS_ENDPOINT_URL_DYNAMODB: table.url,
  // As in AWS: the local runtime gives its embedded tables longer.
  CACHE_TABLE_TIMEOUT: '200',
});

/** Until every thread has started and compiled what it runs, growth says nothing. */
const WARMING = 1000;

const outcomes: Outcome[] = [];
for (const [index, fault] of FAULTS.entries()) {
  if (fault.table !== undefined) table.become(fault.table);
  const warms = FAULTS.slice(0, index + 1).every(({ targets }) => targets === undefined);
  const requests = warms ? Math.max(WARMING, size.requests) : size.requests;
  const sent = await runFault(fault, targets, { ...size, requests, url: gateway.url, random, name: `fault${index}` });
  outcomes.push({ fault, sent, memory: await gateway.memory(), failures: gateway.takeFailures() });
}
const wrong = judge(outcomes, notes);
process.stdout.write(`${report(outcomes, notes)}\n${wrong.map((line) => `${line}\n`).join('')}`);
process.exitCode = wrong.length === 0 ? 0 : 1;

await gateway.stop();
await Promise.all(targets.map((target) => target.kill()));
table.close();
rmSync(folder, { recursive: true, force: true });
