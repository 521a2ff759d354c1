/**
 * `npm run test:deploy`: a real `cdk bootstrap` and `cdk deploy` of the example into ministack, which plays AWS on this
 * machine, and requests through all of it; before that, a change under load in the local runtime. Exit 77 where there is no Python to run it.
 */
import { installFromPyPi } from '../support/install-from-pypi.ts';
import { MINISTACK } from './emulator.ts';
import { EMULATOR_GAPS } from './emulator-gaps.ts';
import { runSteps } from './run-steps.ts';
import { openScene } from './scene.ts';
import { LOCAL_STEPS, STEPS } from './steps.ts';

if (await runSteps(LOCAL_STEPS, undefined)) process.exit(1);
const installed = await installFromPyPi(MINISTACK);
if (installed.kind === 'missing') {
  process.stderr.write(`test:deploy: not run, ${installed.why}\n`);
  process.exit(77);
}
const scene = await openScene(installed.command);
try {
  const failed = await runSteps(STEPS, scene);
  process.stdout.write(`\nnot held by the emulator, but elsewhere:\n`);
  for (const [what, where] of Object.entries(EMULATOR_GAPS)) process.stdout.write(`  ${what}: ${where}\n`);
  process.exitCode = failed ? 1 : 0;
} finally {
  await scene.close();
}
