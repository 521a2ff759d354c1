/** The start of dynalite's worker thread: it throws on a folder that it cannot open, so that is tried first. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import type { DynaliteSetup, FromDynalite } from './messages.ts';

interface DynaliteOptions {
  readonly path: string;
  readonly createTableMs: number;
  readonly deleteTableMs: number;
  readonly updateTableMs: number;
}

// What a worker's parent gave it, always this.
const { path, port } = workerData as DynaliteSetup;
const send = (message: FromDynalite) => parentPort?.postMessage(message);

const require = createRequire(import.meta.url);
// Neither package has types of its own for these.
const dynalite = require('dynalite') as (options: DynaliteOptions) => Server;
const { Level } = createRequire(require.resolve('dynalite'))('level') as {
  Level: new (path: string) => { open(): Promise<void>; close(): Promise<void> };
};

// A client that breaks off is no reason to stop (dynalite throws its request's error).
process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'ECONNRESET') throw error;
});

try {
  const level = new Level(path);
  await level.open();
  await level.close();
  await serve();
} catch (error) {
  send({ kind: 'failed', ...describe(error) });
}

async function serve(): Promise<void> {
  const server = dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  // Listening on a port gives an address of this kind.
  send({ kind: 'listening', port: (server.address() as AddressInfo).port });
  parentPort?.once('message', () => {
    server.close(() => send({ kind: 'closed' }));
    server.closeAllConnections();
  });
}

/** `level` wraps the reason: LEVEL_DATABASE_NOT_OPEN, whose cause says why. */
function describe(error: unknown): { readonly code: string; readonly message: string } {
  const { code, message, cause } = Object(error);
  return cause === undefined ? { code: String(code), message: String(message) } : describe(cause);
}
