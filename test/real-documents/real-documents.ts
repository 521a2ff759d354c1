/**
 * `npm run documents [-- FILE…]`: compiles, synthesizes and serves real OpenAPI documents, and sends a request with invented
 * parameters to every operation. Without files: the fifteen public documents in test/data/openapi.
 */
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Table from 'cli-table3';
import { type CompileOptions, compile } from '../../lib/compiler/index.ts';
import { parseDocument } from '../../lib/compiler/parse-document.ts';
import { startEchoBackend } from './echo-backend.ts';
import { serveDocument } from './serve-document.ts';
import { replaceSecurity } from './test-issuer-overlay.ts';

const DATA = join(import.meta.dirname, '../data/openapi');
const TEST_ISSUER = { issuer: 'https://issuer.example.com', audience: 'gatewright' };

const files = process.argv.slice(2);
const bundled = (await readdir(DATA)).sort().map((name) => join(DATA, name));
const echo = await startEchoBackend();
const table = new Table({
  head: ['document', 'operations', 'as published', 'compiled with', 'ms', 'served faithfully'],
  style: { head: [], border: [] },
});
const failures: string[] = [];
let passed = 0;

for (const file of files.length > 0 ? files : bundled) {
  const name = basename(file).replace(/\.json(\.gz)?$/, '');
  const text = await readText(file);
  const published = tryCompile(file, text, {});
  const attempts = [
    { binding: 'nothing added', compile: () => published },
    { binding: 'a test issuer', compile: () => tryCompile(file, text, { defaultIssuer: TEST_ISSUER }) },
    {
      binding: 'security replaced by a bearer token',
      compile: () => tryCompile(file, overlaid(text), { defaultIssuer: TEST_ISSUER }),
    },
  ];
  let attempt = { binding: '', ...published };
  for (const { binding, compile: run } of attempts) {
    if (attempt.model === undefined) attempt = { binding, ...run() };
    else if (attempt.binding === '') attempt = { ...attempt, binding };
  }
  const { model, binding, ms } = attempt;
  const refusal = published.model === undefined ? `refused: ${published.rules.join(', ')}` : 'compiled';
  if (model === undefined) {
    failures.push(`${name}: refused by ${attempt.rules.join(', ')}`);
    table.push([name, '', refusal, 'refused', ms, '']);
    continue;
  }
  const folder = await mkdtemp(join(tmpdir(), 'gatewright-documents-'));
  const served = await serveDocument(model, echo, folder);
  passed += served.faithful;
  failures.push(...served.unfaithful.map((line) => `${name}: ${line}`));
  table.push([name, model.operations.length, refusal, binding, ms, served.faithful]);
}

await echo.close();
process.stdout.write(`${table.toString()}\n${failures.map((line) => `${line}\n`).join('')}`);
process.stdout.write(`${passed} passed, ${failures.length} failed\n`);
process.exitCode = failures.length === 0 ? 0 : 1;

async function readText(file: string): Promise<string> {
  const bytes = await readFile(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

function overlaid(text: string): string {
  return JSON.stringify(replaceSecurity(JSON.parse(text)));
}

function tryCompile(file: string, text: string, options: CompileOptions) {
  const start = performance.now();
  const { model, problems } = compile(parseDocument(file, text), { ...options, backend: [echo.url] });
  const rules = [...new Set(problems.filter(({ severity }) => severity === 'error').map(({ rule }) => rule))];
  return { model, rules, ms: Math.round(performance.now() - start) };
}
