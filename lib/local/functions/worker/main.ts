/** The start of every worker thread: one of Lambda's execution environments. Loads the code, then runs what it is told. */
import { parentPort, workerData } from 'node:worker_threads';
import { describeError } from '../describe-error.ts';
import type { EnvironmentSetup, FromWorker, ToWorker } from '../messages.ts';
import { installAwslambda } from './awslambda.ts';
import { loadHandler } from './load-handler.ts';
import { createRunner } from './run-handler.ts';

// What a worker's parent gave it, always this.
const setup = workerData as EnvironmentSetup;
const port = parentPort;
if (!port) throw new Error('to be started as a worker thread');
const send = (message: FromWorker) => port.postMessage(message);

// Lambda starts functions in the folder of their code; a thread cannot change the process's.
process.cwd = () => setup.taskRoot;
process.on('unhandledRejection', (reason) => {
  const { errorMessage } = describeError(reason);
  console.error('Unhandled Promise Rejection', reason);
  throw Object.assign(new Error(errorMessage, { cause: reason }), { name: 'Runtime.UnhandledPromiseRejection' });
});
installAwslambda();

try {
  const runner = createRunner(await loadHandler(setup), setup, send);
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'invoke') runner.run(message);
    else if (message.kind === 'more') runner.more();
    else process.exit();
  });
  send({ kind: 'ready' });
} catch (error) {
  console.error('Init Error', error);
  send({ kind: 'failed', ...describeError(error) });
}
