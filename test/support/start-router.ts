import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { afterAll } from '@jest/globals';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { RouterConfig } from '../../lambdas/core/router-config.ts';
import { lambdaBundle } from '../../lib/constructs/lambda-bundle.ts';

export interface StreamedResult {
  readonly metadata: { readonly statusCode: number; readonly multiValueHeaders: Record<string, string[]> };
  readonly body: string;
  readonly end: 'finished' | 'destroyed';
  /** What the handler threw. */
  readonly error: string | undefined;
}

export interface TestRouter {
  /** `remaining`: milliseconds left of the invocation. */
  invoke(event: APIGatewayProxyEvent, remaining?: number): Promise<APIGatewayProxyResult>;
  /** `onChunk` is told the body as it comes; `leave`: who reads it goes away after its first part. */
  stream(event: APIGatewayProxyEvent, onChunk?: ((chunk: string) => void) | 'leave'): Promise<StreamedResult>;
  /** Resolves to the first line of the log, past or to come, that holds the text. */
  logLine(text: string): Promise<string>;
  /** All lines so far. */
  log(): readonly string[];
}

/** The router's bundle in a worker thread of its own, as the local runtime runs it; ended after the tests of the file. */
export function startRouter(
  config: Omit<RouterConfig, 'version'>,
  env: Record<string, string> = {},
  beside: Readonly<Record<string, string>> = {},
): TestRouter {
  const folder = mkdtempSync(join(tmpdir(), 'gatewright-router-'));
  for (const [name, content] of Object.entries({ ...lambdaBundle('router').files, ...beside }))
    writeFileSync(join(folder, name), content);
  writeFileSync(join(folder, 'router-config.json'), JSON.stringify({ version: 1, ...config }));
  const worker = new Worker(HOST, { eval: true, workerData: join(folder, 'index.cjs'), stdout: true, env });
  // Each request under way listens.
  worker.setMaxListeners(0);
  afterAll(async () => {
    await worker.terminate();
    rmSync(folder, { recursive: true });
  });
  const log = createInterface(worker.stdout);
  const lines: string[] = [];
  log.on('line', (line) => lines.push(line));
  let serial = 0;
  const ask = <Result>(job: object, onChunk?: (chunk: string) => void) =>
    new Promise<Result>((resolve, reject) => {
      const id = serial++;
      worker.once('error', reject);
      const listen = (message: { id: number; chunk?: string; result?: Result; error?: string }) => {
        if (message.id !== id) return;
        if (message.chunk !== undefined) return onChunk?.(message.chunk);
        worker.off('message', listen).off('error', reject);
        if (message.result === undefined) reject(new Error(message.error));
        else resolve(message.result);
      };
      worker.on('message', listen).postMessage({ id, ...job });
    });
  return {
    invoke: (event, remaining = 29_000) => ask({ kind: 'invoke', event, remaining }),
    stream: (event, onChunk) =>
      onChunk === 'leave'
        ? ask({ kind: 'stream', event, remaining: 29_000, leave: true })
        : ask({ kind: 'stream', event, remaining: 29_000 }, onChunk),
    async logLine(text) {
      for (;;) {
        const line = lines.find((one) => one.includes(text));
        if (line !== undefined) return line;
        await once(log, 'line');
      }
    },
    log: () => lines,
  };
}

/** Stands for Lambda's runtime: plain CommonJS, for it is no module of ours. */
const HOST = `
const { parentPort, workerData } = require('node:worker_threads');
const { Writable } = require('node:stream');
globalThis.awslambda = {
  streamifyResponse: (handler) => handler,
  HttpResponseStream: { from: (stream, metadata) => Object.assign(stream, { metadata }) },
};
const { handler, streamHandler } = require(workerData);
parentPort.on('message', async ({ id, kind, event, remaining, leave }) => {
  const context = { getRemainingTimeInMillis: () => remaining };
  if (kind === 'invoke') {
    const done = (answer) => parentPort.postMessage({ id, ...answer });
    handler(event, context).then((result) => done({ result }), (error) => done({ error: String(error) }));
    return;
  }
  let body = '';
  const stream = new Writable({
    write(chunk, _encoding, next) {
      body += chunk;
      parentPort.postMessage({ id, chunk: String(chunk) });
      if (leave && body !== '') stream.destroy(new Error('nobody reads'));
      else next();
    },
  });
  const ended = new Promise((resolve) => stream.on('close', () => resolve(stream.writableFinished ? 'finished' : 'destroyed')));
  stream.on('error', () => undefined);
  const error = await streamHandler(event, stream, context).then(() => undefined, String);
  parentPort.postMessage({ id, result: { metadata: stream.metadata, body, end: await ended, error } });
});
`;
