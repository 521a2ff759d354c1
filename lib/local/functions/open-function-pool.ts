import { randomUUID } from 'node:crypto';
import { openCodeStore } from './code-store.ts';
import { countWork } from './count-work.ts';
import type { Job } from './execution-environment.ts';
import type { FunctionPool, FunctionPoolOptions, Invocation, StreamedInvocation } from './function-pool.ts';
import { isOver, REQUEST_LIMIT } from './payload-size.ts';
import { receiveStream } from './receive-stream.ts';
import { Scheduler } from './scheduler.ts';

/** Opens the functions of an assembly for invocation; code is unpacked and workers start when they are first needed. */
export function openFunctionPool({
  functions,
  environment = {},
  onLog = () => undefined,
  keepWarm = 60_000,
}: FunctionPoolOptions): FunctionPool {
  const code = openCodeStore();
  const schedulers = new Map(
    functions.map((lambda) => {
      const log = (line: string) => onLog(lambda.name, line);
      const prepare = async () => ({ lambda, taskRoot: await code.folderOf(lambda), environment, onLog: log });
      return [lambda.arn, new Scheduler(prepare, keepWarm)] as const;
    }),
  );
  const underWay = countWork();
  const submit = (job: Job) => {
    const { arn, event } = job.request;
    const scheduler = schedulers.get(arn) ?? schedulers.get(unqualified(arn));
    if (!scheduler) job.settle(notFound(arn));
    else if (isOver(REQUEST_LIMIT, event)) job.settle(tooLarge);
    else scheduler.submit(underWay.track(job));
  };
  let closing: Promise<void> | undefined;
  const stop = async () => {
    await Promise.all(Array.from(schedulers.values(), (scheduler) => scheduler.close()));
    await code.close();
  };
  return {
    invoke: (arn, event) =>
      new Promise((resolve) => submit(buffered({ ...request(arn, event), streaming: false }, resolve))),
    invokeStreaming: (arn, event) =>
      new Promise<StreamedInvocation>((resolve) =>
        submit(receiveStream({ ...request(arn, event), streaming: true }, resolve)),
      ),
    find: (name) =>
      functions.find(({ arn, name: own }) => [own, arn].some((id) => name === id || name.startsWith(`${id}:`)))?.arn,
    started: () => [...schedulers].filter(([, scheduler]) => scheduler.isStarted).map(([arn]) => arn),
    async start(arns) {
      await Promise.all(arns.map((arn) => schedulers.get(arn)?.start()));
    },
    async close({ within = MAX_TIMEOUT } = {}) {
      await underWay.over(within);
      closing ??= stop();
      await closing;
    },
  };
}

/** Milliseconds after which no function is still running. */
const MAX_TIMEOUT = 15 * 60 * 1000;

const tooLarge = {
  kind: 'failed',
  errorType: 'RequestTooLargeException',
  errorMessage: `Request must be smaller than ${REQUEST_LIMIT} bytes for the InvokeFunction operation`,
} as const;

function request(arn: string, event: unknown) {
  return { kind: 'invoke', requestId: randomUUID(), arn, event: JSON.stringify(event) ?? 'null' } as const;
}

function unqualified(arn: string): string {
  return arn.split(':').slice(0, 7).join(':');
}

function notFound(arn: string) {
  return {
    kind: 'failed',
    errorType: 'ResourceNotFoundException',
    errorMessage: `Function not found: ${arn}`,
  } as const;
}

function buffered(request: Job['request'], settle: (outcome: Invocation) => void): Job {
  return {
    request,
    chunk: (_bytes, more) => more(),
    settle(outcome) {
      if (outcome.kind === 'returned') settle({ kind: 'returned', payload: JSON.parse(outcome.payload) });
      // Only a streamed invocation ends without a payload.
      else settle(outcome.kind === 'ended' ? { kind: 'returned', payload: null } : outcome);
    },
  };
}
