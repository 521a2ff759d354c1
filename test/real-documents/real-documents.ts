/**
 * `npm run documents [-- FILE…]`: compiles, synthesizes and serves real OpenAPI documents, and sends a request with invented
 * parameters to every operation. Without files: the fifteen public documents in test/data/openapi.
 */
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Table from 'cli-table3';
import { compileAsFarAsNeeded } from './compile-as-far-as-needed.ts';
import { startEchoBackend } from './echo-backend.ts';
import { serveDocument } from './serve-document.ts';

const DATA = join(import.meta.dirname, '../data/openapi');

const bundled = (await readdir(DATA)).sort().map((name) => join(DATA, name));
const echo = await startEchoBackend();
const table = new Table({
  head: ['document', 'as published', 'compiled with', 'ms', 'operations', 'served faithfully'],
  style: { head: [], border: [] },
});
const failures: string[] = [];
let passed = 0;

for (const file of process.argv.length > 2 ? process.argv.slice(2) : bundled) {
  const name = basename(file).replace(/\.json(\.gz)?$/, '');
  const { model, refusedBy, added, time } = compileAsFarAsNeeded(file, await readText(file), echo.url);
  const published = refusedBy.length === 0 ? 'compiles' : `refused: ${refusedBy.join(', ')}`;
  if (model === undefined) failures.push(`${name}: ${published}`);
  const folder = await mkdtemp(join(tmpdir(), 'gatewright-documents-'));
  const served = model && (await serveDocument(model, echo, folder));
  passed += served?.faithful ?? 0;
  failures.push(...(served?.unfaithful ?? []).map((line) => `${name}: ${line}`));
  table.push([name, published, added, Math.round(time), model?.operations.length ?? '', served?.faithful ?? '']);
}

await echo.close();
process.stdout.write(`${table.toString()}\n${failures.map((line) => `${line}\n`).join('')}`);
process.stdout.write(`${passed} passed, ${failures.length} failed\n`);
process.exitCode = failures.length === 0 ? 0 : 1;

async function readText(file: string): Promise<string> {
  const bytes = await readFile(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}
