import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { UserError } from '../../errors.ts';
import type { DynaliteSetup, FromDynalite, ToDynalite } from './messages.ts';

export interface Dynalite {
  readonly port: number;
  /** Resolves when its thread has ended, however it did. */
  readonly ended: Promise<void>;
  /** Lets it write what it holds. */
  stop(): Promise<void>;
}

// As JavaScript in the published package: Node runs no TypeScript under node_modules.
const WORKER = new URL(`./dynalite-worker${extname(import.meta.filename)}`, import.meta.url);

export async function startDynalite(setup: DynaliteSetup): Promise<Dynalite> {
  const worker = new Worker(WORKER, { name: 'dynalite', workerData: setup, execArgv: [] });
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  worker.once('exit', () => end());
  // Rejects if the thread breaks down before its first word.
  const [message]: FromDynalite[] = await once(worker, 'message');
  worker.on('error', () => undefined);
  if (message?.kind === 'listening') {
    const stop = async () => {
      const closed = once(worker, 'message');
      worker.postMessage('close' satisfies ToDynalite);
      await Promise.race([closed, ended]);
      await worker.terminate();
    };
    return { port: message.port, ended, stop };
  }
  await worker.terminate();
  throw explain(message, setup.path);
}

function explain(message: FromDynalite | undefined, path: string): Error {
  if (message?.kind !== 'failed') return new Error('dynalite ended before it began');
  switch (message.code) {
    case 'LEVEL_LOCKED':
      return new UserError(
        'STATE_LOCKED',
        `another process uses ${path}, stop it or name another folder with --state-dir`,
      );
    case 'LEVEL_IO_ERROR':
    case 'LEVEL_CORRUPTION':
      return new UserError(
        'STATE_CORRUPT',
        `${path} is damaged, move it away to begin with empty tables, or restore it from a copy (${message.message})`,
      );
    default:
      return new Error(`the local DynamoDB cannot start: ${message.message}`);
  }
}
