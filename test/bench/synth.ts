import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { replaceSecurity } from '../real-documents/replace-security.ts';
import type { Row } from './row.ts';
import { median } from './statistics.ts';

const RUNS = 5;
/** As cdk.json starts ours. */
const NODE = 'node --liftoff-only --single-threaded-gc';

/**
 * (h): `cdk synth` as cdk.json says, beside an app which only loads the library, and a plain one which gives the same document to `SpecRestApi` inline, both started
 * likewise: seconds of the processor of the command and all processes it starts.
 */
export async function benchSynth(root: string): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gatewright-synth-'));
  try {
    const rows: Row[] = [...(await rowsOfExample(root, folder))];
    for (const name of ['github', 'stripe']) rows.push(await rowOf(root, folder, name));
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Beyond what an app takes that only loads the library: its modules, its engine of validation, the CLI. */
async function rowsOfExample(root: string, folder: string): Promise<readonly Row[]> {
  const first: number[] = [];
  const ours: number[] = [];
  const empty: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    empty.push(await synthSeconds(root, folder, ['--app', `${NODE} test/bench/peers/empty-synth.js`]));
    rmSync(join(root, 'node_modules/.cache/gatewright'), { recursive: true, force: true });
    first.push(await synthSeconds(root, folder, ['-c', 'stage=bench']));
    ours.push(await synthSeconds(root, folder, ['-c', 'stage=bench']));
  }
  const beside = { name: 'an app with one topic, in all', value: median(empty) };
  const beyond = (measured: readonly number[]) => median(measured.map((seconds, run) => seconds - (empty[run] ?? 0)));
  return [
    {
      measure: 'cdk synth of the example beyond loading aws-cdk-lib, processor',
      unit: 's',
      ours: beyond(ours),
      beside,
      bound: { kind: 'at most', value: 1.5 },
    },
    { measure: 'the same when no bundle of a Lambda is kept', unit: 's', ours: beyond(first), beside },
  ];
}

async function rowOf(root: string, folder: string, name: string): Promise<Row> {
  const published = JSON.parse(
    gunzipSync(readFileSync(join(root, `test/data/openapi/${name}.json.gz`))).toString(),
  ) as Record<string, unknown>; // it is one
  const document = join(folder, `${name}.json`);
  const replaced = replaceSecurity(published);
  const scheme = { type: 'http', scheme: 'bearer', 'x-gateway': { issuer: 'https://id.example.com', audience: null } };
  const components = { ...(replaced.components as object), securitySchemes: { test: scheme } }; // as it was made
  writeFileSync(document, JSON.stringify({ ...replaced, components }));
  const ours: number[] = [];
  const plain: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    ours.push(await synthSeconds(root, folder, ['-c', `document=${document}`, '-c', 'stage=bench']));
    plain.push(await synthSeconds(root, folder, ['--app', `${NODE} test/bench/peers/plain-synth.ts ${document}`]));
  }
  return {
    measure: `cdk synth of ${name}, processor`,
    unit: 's',
    ours: median(ours),
    peer: { name: 'plain SpecRestApi, inline', value: median(plain) },
    bound: { kind: 'at most', value: 1 },
  };
}

/** What `times` of the shell says of the children it waited for: minutes and seconds of user and system. */
async function synthSeconds(root: string, folder: string, options: readonly string[]): Promise<number> {
  const cdk = [process.execPath, join(root, 'node_modules/aws-cdk/bin/cdk'), 'synth', '--quiet', '--no-notices'];
  const command = [...cdk, '--output', join(folder, 'cdk.out'), ...options];
  // A plain app of a large document ends with CDK's error that no template may be so large; it has done its work by then.
  const script = `"$@" >&2; times; test -n "$(ls ${folder}/cdk.out/*.template.json)"`;
  const { stdout } = await promisify(execFile)('bash', ['-c', script, 'bash', ...command], {
    cwd: root,
    // esbuild in a process that is waited for: one that a thread of its own keeps is killed in the end, and counted nowhere.
    env: { ...process.env, ESBUILD_WORKER_THREADS: '0' },
    maxBuffer: 64e6,
  });
  await rm(join(folder, 'cdk.out'), { recursive: true });
  const [user = 0, system = 0] = [...(stdout.trim().split('\n').at(1) ?? '').matchAll(/(\d+)m([\d.,]+)s/g)].map(
    ([, minutes, seconds]) => 60 * Number(minutes) + Number(seconds?.replace(',', '.')),
  );
  return user + system;
}
