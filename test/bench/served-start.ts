import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { send } from '../support/send.ts';
import { startCli } from '../support/start-cli.ts';
import type { Row } from './row.ts';
import { median } from './statistics.ts';

const RUNS = 3;

/** `gatewright serve` with the assembly of github's 845 operations: from its start to its first answer. */
export async function benchServedStart(root: string): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'gatewright-served-'));
  try {
    const document = join(folder, 'github.json');
    await writeFile(document, gunzipSync(await readFile(join(root, 'test/data/openapi/github.json.gz'))));
    const assembly = join(folder, 'cdk.out');
    const env = {
      ...process.env,
      CDK_OUTDIR: assembly,
      CDK_CONTEXT_JSON: JSON.stringify({ document, stage: 'bench' }),
    };
    await promisify(execFile)(process.execPath, [join(root, 'bin/app.js')], { env, cwd: root });
    const times: number[] = [];
    for (let run = 0; run < RUNS; run++) times.push(await firstAnswer(assembly, join(folder, `state${run}`)));
    return [
      {
        measure: 'local runtime, start to first answer, 845 operations',
        unit: 's',
        ours: median(times),
        bound: { kind: 'at most', value: 2 },
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Any answer will do: none of github's targets is asked. */
async function firstAnswer(assembly: string, stateDir: string): Promise<number> {
  const started = performance.now();
  const gateway = await startCli(['serve', '--assembly', assembly, '--port', '0', '--state-dir', stateDir]);
  const { status } = await send(`${gateway.url}/none/such`);
  const seconds = (performance.now() - started) / 1000;
  await gateway.stop();
  if (status !== 403 && status !== 404) throw new Error(`got ${status} for a path that there is not`);
  return seconds;
}
