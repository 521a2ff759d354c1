/**
 * `npm run test:store`: what every store of rows must do, held against a DynamoDB that is not dynalite: ministack, which
 * plays AWS on this machine; or, with `-- --table NAME [--endpoint URL]`, a table that exists (key `pk`, a text), in the
 * Region and with the credentials that the environment names, as for the AWS CLI. Exit 77 where there is no Python to run
 * ministack.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createTable } from '../../lib/local/dynamodb/create-table.ts';
import { MINISTACK, startEmulator } from '../deploy/emulator.ts';
import { installFromPyPi } from '../support/install-from-pypi.ts';
import { singleKeyTable } from '../support/single-key-table.ts';

const root = join(import.meta.dirname, '../..');
const { values } = parseArgs({ options: { table: { type: 'string' }, endpoint: { type: 'string' } } });

process.exitCode =
  values.table === undefined ? await againstMinistack() : await contract(values.table, values.endpoint);

async function againstMinistack(): Promise<number> {
  const installed = await installFromPyPi(MINISTACK);
  if (installed.kind === 'missing') {
    process.stderr.write(`test:store: not run, ${installed.why}\n`);
    return 77;
  }
  const emulator = await startEmulator(installed.command, {});
  try {
    await createTable(emulator.endpoint, singleKeyTable('cache'));
    return await contract('cache', emulator.endpoint, emulator.environment);
  } finally {
    await emulator.stop();
  }
}

/** Resolves to the exit code of the tests. */
async function contract(table: string, endpoint = '', environment: NodeJS.ProcessEnv = {}): Promise<number> {
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const match = ['--testMatch', '<rootDir>/test/store/row-store.contract.ts', '--verbose'];
  const tests = spawn(process.execPath, [...flags, jest, ...match], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment, STORE_TABLE: table, STORE_ENDPOINT: endpoint },
  });
  const [code] = await once(tests, 'exit');
  return code ?? 1;
}
