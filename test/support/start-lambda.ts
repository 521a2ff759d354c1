import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** A Lambda's bundle in a worker thread of its own, with an environment of its own. */
export interface TestLambda {
  /** Answers as the Lambda does; rejects with the message of what it throws. */
  invoke(event: object): Promise<unknown>;
  /** Waits until the log holds this text, and gives all of the log: a worker's output comes after its messages. */
  logged(text: string): Promise<string>;
  stop(): Promise<void>;
}

const runner = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { handler } = require(workerData);
  parentPort.on('message', ({ id, event }) => handler(event, {}).then(
    (answer) => parentPort.postMessage({ id, answer }),
    (error) => parentPort.postMessage({ id, error: error.message }),
  ));
`;

interface Reply {
  readonly id: number;
  readonly answer?: unknown;
  readonly error?: string;
}

export function startLambda(bundle: string, environment: Readonly<Record<string, string>>): TestLambda {
  const worker = new Worker(runner, { eval: true, workerData: bundle, env: environment, stdout: true });
  const waiting = new Map<number, PromiseWithResolvers<Reply>>();
  let log = '';
  let invocations = 0;
  worker.stdout.on('data', (chunk) => {
    log += chunk;
  });
  worker.on('message', (reply: Reply) => waiting.get(reply.id)?.resolve(reply));
  worker.on('error', (error) => {
    for (const reply of waiting.values()) reply.reject(error);
  });
  return {
    async invoke(event) {
      invocations += 1;
      const reply = Promise.withResolvers<Reply>();
      waiting.set(invocations, reply);
      worker.postMessage({ id: invocations, event });
      const { answer, error } = await reply.promise;
      if (error !== undefined) throw new Error(error);
      return answer;
    },
    async logged(text) {
      while (!log.includes(text)) await once(worker.stdout, 'data');
      return log;
    },
    stop: async () => void (await worker.terminate()),
  };
}
