/**
 * `npm run keys-at-scale [-- --short]`: 10,000 keys are imported into a local gateway, a thousand of them rotated while
 * callers use them, 32 at a time, by a command that is killed half-way and given again. Exit 1 if a request is refused, or a
 * key is lost or made twice.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { synthesize } from '../../lib/constructs/synthesize.ts';
import { compileYaml } from '../support/compile-yaml.ts';
import { runCli } from '../support/run-cli.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { startCli } from '../support/start-cli.ts';
import { startCalls, useEach } from './callers.ts';
import { DOCUMENT } from './document.ts';
import { rotateWhileUsed } from './rotate-while-used.ts';

const { values } = parseArgs({ options: { short: { type: 'boolean' } } });
const size = values.short
  ? { imported: 600, rotated: 40, concurrency: 8 }
  : { imported: 10_000, rotated: 1000, concurrency: 32 };

const { model, problems } = compileYaml(DOCUMENT);
if (model === undefined) throw new Error(problems.join('\n'));
const folder = mkdtempSync(join(tmpdir(), 'gatewright-keys-'));
const assembly = synthesize({ model, outdir: join(folder, 'cdk.out'), stageName: 'dev' });
const gateway = await startCli(['serve', '--assembly', assembly, '--port', '0', '--state-dir', join(folder, 'state')]);
process.on('exit', gateway.kill);

const callers = Array.from({ length: size.imported }, (_, index) => ({
  name: `consumer-${index}`,
  keys: [`k${String(index).padStart(29, '0')}`],
}));
const rotated = callers.slice(0, size.rotated);
const wrong: string[] = [];
const expect = (what: string, found: unknown, wanted: unknown) => {
  if (found !== wanted) wrong.push(`${what}: ${found}, expected ${wanted}`);
};
const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1);
const tell = (line: string) => void process.stdout.write(`${line}\n`);

const file = join(folder, 'keys.csv');
const lines = callers.map(({ name, keys }, index) => `${name},${keys[0]},${index < size.rotated ? 'rotated' : 'many'}`);
writeFileSync(file, `Name,Key,Plan\n${lines.join('\n')}\n`);
const importing = performance.now();
const imported = await runCli(['keys', 'import', file, '--endpoint', gateway.url]);
expect('exit code of the import', imported.code, 0);
tell(`${size.imported} keys imported in ${seconds(importing)} s`);

const calls = startCalls(gateway.url, rotated, size.concurrency, seededRandom(1));
const rotating = performance.now();
const byName = new Map(rotated.map((caller) => [caller.name, caller]));
const first = await rotateWhileUsed(gateway.url, byName, Math.floor(size.rotated * 0.4));
const second = await rotateWhileUsed(gateway.url, byName);
await calls.stop();
tell(`${size.rotated} keys rotated in ${seconds(rotating)} s: ${first} until it was killed, ${second} by the next run`);

const served = calls.answers.get(200) ?? 0;
const all = [...calls.answers.values()].reduce((sum, count) => sum + count, 0);
const shown = (answers: ReadonlyMap<number, number>) =>
  [...answers].map(([status, count]) => `${count} x ${status}`).join(', ');
tell(`${all} requests meanwhile, ${size.concurrency} at a time: ${shown(calls.answers)}`);
expect('requests that were not answered with 200', all - served, 0);
expect('callers with two keys', rotated.filter(({ keys }) => keys.length === 2).length, size.rotated);

const listed = await runCli(['keys', 'list', '--format', 'csv', '--endpoint', gateway.url]);
expect('keys in the list', listed.stdout.trim().split('\n').length - 1, size.imported + size.rotated);
const usage = await runCli(['keys', 'usage', '--format', 'csv', '--endpoint', gateway.url]);
const used = usage.stdout.split('\n').filter((line) => line.includes(',rotated,'));
const counted = used.reduce((sum, line) => sum + Number(line.split(',')[4]), 0);
expect('requests counted on the keys', counted, served);
const keys = callers.flatMap((caller) => caller.keys);
const afterwards = await useEach(gateway.url, keys, size.concurrency);
expect('keys that are let in afterwards', afterwards.get(200), keys.length);
const synced = await runCli(['keys', 'sync', '--endpoint', gateway.url]);
tell(`each key used once more: ${shown(afterwards)}; ${synced.stdout.trim()}`);
expect('exit code of the gateway', await gateway.stop(), 0);

for (const line of wrong) tell(`WRONG ${line}`);
rmSync(folder, { recursive: true, force: true });
process.exitCode = wrong.length === 0 ? 0 : 1;
