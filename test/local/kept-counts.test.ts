import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openState } from '../../lib/local/state/open-state.ts';
import { GOOD_KEY, writeSampleAssembly } from '../support/sample-assembly.ts';
import { send } from '../support/send.ts';
import { type ServingProcess, startCli } from '../support/start-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { WrittenAssembly } from './assembly/write-assembly.ts';

const stateDir = temporaryFolder();
let assembly: WrittenAssembly;
let gateway: ServingProcess;

beforeAll(async () => {
  assembly = await writeSampleAssembly('first');
  gateway = await startCli(['serve', '--assembly', assembly.dir, '--port', '0', '--state-dir', stateDir]);
});
afterAll(async () => {
  gateway.kill();
  await assembly.remove();
});

it('has counted each request that was answered, though it is killed with the last answer', async () => {
  const ask = () => send(`${gateway.url}/keyed`, { headers: { 'x-api-key': GOOD_KEY } });
  for (let count = 0; count < 20; count++) expect((await ask()).status).toBe(200);
  gateway.kill();
  await gateway.stop();
  const state = openState(stateDir);
  const used = state.plans
    .list()
    .flatMap(({ definition }) => state.usage.list(definition.id, undefined, '2000-01-01', '2100-01-01'));
  state.close();
  expect(used.map(({ count }) => count)).toEqual([20]);
});
