import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startCli } from '../support/start-cli.ts';
import type { Row } from './row.ts';
import { median } from './statistics.ts';

const EDITS = 7;
const BOUND = { ready: 5000, edit: 1000 };

/** (e): what the README promises of `npm start`: ready within 5 s, an edit served within 1 s. */
export async function benchDev(root: string): Promise<readonly Row[]> {
  const folder = join(root, '.bench/dev');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'gateway.yaml');
  await cp(join(root, 'openapi/gateway.yaml'), file);
  const samples = join(root, 'examples/backends/start-sample-backends.ts');
  const started = performance.now();
  const dev = await startCli(['dev', file, '--port', '0', '--state-dir', join(folder, 'state'), '--samples', samples]);
  const ready = performance.now() - started;
  const edits: number[] = [];
  try {
    for (let edit = 0; edit < EDITS; edit += 1)
      edits.push(await timeEdit(file, `${dev.url}/catalogue/templates`, 201 + edit));
  } finally {
    await dev.stop();
  }
  const bound = (value: number) => ({ kind: 'at most', value }) as const;
  return [
    { measure: 'dev, start until ready', unit: 'ms', ours: ready, bound: bound(BOUND.ready) },
    { measure: 'dev, edit until served', unit: 'ms', ours: median(edits), bound: bound(BOUND.edit) },
  ];
}

/** Makes an operation answer with another status. */
async function timeEdit(file: string, url: string, status: number): Promise<number> {
  const text = await readFile(file, 'utf8');
  const edited = performance.now();
  await writeFile(
    file,
    text.replace(
      /path: \/templates, (cache: \{ ttl: 60s \}|mock: \{ status: \d+ \})/,
      `path: /templates, mock: { status: ${status} }`,
    ),
  );
  for (;;) {
    const answer = await fetch(url);
    await answer.arrayBuffer();
    if (answer.status === status) return performance.now() - edited;
    await wait(10);
  }
}
