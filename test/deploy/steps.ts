import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cdkOk } from './cdk.ts';
import { CHANGES } from './change.ts';
import { CHECKS } from './checks.ts';
import { deployExample, hydrateExample, openCaller } from './deploy-example.ts';
import { ACCOUNT, REGION } from './emulator.ts';
import { keySteps } from './keys.ts';
import { operate } from './operate.ts';
import type { Step } from './run-steps.ts';
import type { Scene } from './scene.ts';
import { switchUnderLoad } from './switch-under-load.ts';

const checks: readonly Step<Scene>[] = Object.entries(CHECKS).map(([what, check]) => [
  what,
  async ({ caller }) => {
    if (caller === undefined) throw new Error('nothing is deployed');
    await check(caller);
  },
]);

/** Needs no emulator. */
export const LOCAL_STEPS: readonly Step<unknown>[] = [
  [
    'a change under load, sixteen clients, by assemblies that take turns in the local runtime',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'gatewright-switch-'));
      try {
        const { requests, faulty, late, p50, p99, logged } = await switchUnderLoad(folder, 4);
        const found = `${faulty.length} failed or mixed (${faulty[0]}), ${late} late`;
        if (faulty.length + late > 0) throw new Error([found, ...logged.slice(0, 5)].join('; '));
        const times = `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`;
        return `${requests} requests over 4 switches, none failed, none of two deploys; right after a switch ${times}`;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  ],
];

export const STEPS: readonly Step<Scene>[] = [
  [
    'cdk bootstrap',
    ({ environment }) => cdkOk(['bootstrap', `aws://${ACCOUNT}/${REGION}`], environment).then(() => undefined),
  ],
  ['cdk deploy of the example', deployExample],
  ['what the emulator leaves out is replayed', hydrateExample],
  ['a key of the plan `team` is issued', openCaller],
  ...checks,
  ...keySteps,
  ...operate,
  ...CHANGES,
];
