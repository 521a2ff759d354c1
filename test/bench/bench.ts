/**
 * `npm run bench [-- balancing|cache|limit|compile|synth|start|router|authorizer|first-token|dev|served-start|local-runtime …]`: every number of the README's table, measured in one run beside
 * its peer; a table to read, then the same as JSON. Exit 1 if a bound is missed.
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { benchAuthorizerTime } from './authorizer-time.ts';
import { benchBalancing } from './balancing.ts';
import { benchCache } from './cache.ts';
import { benchCompile } from './compile.ts';
import { benchDev } from './dev.ts';
import { benchFirstToken } from './first-token.ts';
import { benchLimit } from './limit.ts';
import { benchLocalRuntime } from './local-runtime.ts';
import { benchRouterTime } from './router-time.ts';
import { holds, type Row, ratio } from './row.ts';
import { benchServedStart } from './served-start.ts';
import { benchStart } from './start.ts';
import { benchSynth } from './synth.ts';

const root = join(import.meta.dirname, '../..');
const parts: Readonly<Record<string, () => Promise<readonly Row[]> | readonly Row[]>> = {
  cache: benchCache,
  limit: benchLimit,
  compile: benchCompile,
  synth: () => benchSynth(root),
  start: () => benchStart(root),
  router: () => benchRouterTime(root),
  authorizer: () => benchAuthorizerTime(root),
  'first-token': () => benchFirstToken(root),
  balancing: benchBalancing,
  dev: () => benchDev(root),
  'served-start': () => benchServedStart(root),
  'local-runtime': () => benchLocalRuntime(root),
};

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts);
const rows: Row[] = [];
for (const name of names) rows.push(...((await parts[name]?.()) ?? []));

const table = new Table({ head: ['measure', 'ours', 'peer', 'ratio', 'must be', ''], style: { head: [], border: [] } });
const round = (value: number) => Number(value.toPrecision(3));
for (const row of rows) {
  const { measure, unit, ours, peer, beside = peer, bound } = row;
  table.push([
    measure,
    `${round(ours)} ${unit}`,
    beside ? `${round(beside.value)} ${unit} ${beside.name}` : '',
    peer ? `${round(ratio(row))}x` : '',
    bound ? `${bound.kind} ${bound.value}${peer ? 'x' : ` ${unit}`}` : '',
    bound ? (holds(row) ? 'holds' : 'MISSED') : '',
  ]);
}
const machine = `${cpus().length} x ${cpus()[0]?.model}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`;
process.stdout.write(`${machine}\n${table.toString()}\n${JSON.stringify({ machine, rows })}\n`);
process.exitCode = rows.every(holds) ? 0 : 1;
