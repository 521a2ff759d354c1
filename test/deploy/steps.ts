import { cdkOk } from './cdk.ts';
import { CHANGES } from './change.ts';
import { CHECKS } from './checks.ts';
import { deployExample, hydrateExample, openCaller } from './deploy-example.ts';
import { ACCOUNT, REGION } from './emulator.ts';
import { operate } from './operate.ts';
import type { Step } from './run-steps.ts';
import type { Scene } from './scene.ts';

const checks: readonly Step<Scene>[] = Object.entries(CHECKS).map(([what, check]) => [
  what,
  async ({ caller }) => {
    if (caller === undefined) throw new Error('nothing is deployed');
    await check(caller);
  },
]);

export const STEPS: readonly Step<Scene>[] = [
  [
    'cdk bootstrap',
    ({ environment }) => cdkOk(['bootstrap', `aws://${ACCOUNT}/${REGION}`], environment).then(() => undefined),
  ],
  ['cdk deploy of the example', deployExample],
  ['what the emulator leaves out is replayed', hydrateExample],
  ['a key of the plan `team` is issued', openCaller],
  ...checks,
  ...operate,
  ...CHANGES,
];
