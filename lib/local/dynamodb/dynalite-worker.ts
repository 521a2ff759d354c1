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

/** Once it is asked to stop, what was still under way has no connection to answer on. */
let closing = false;

// Dynalite throws what no answer can tell: a client broke off, or asked until the end. Neither is a reason to stop.
process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
  const isLate = closing && error.message === 'Database is closed';
  if (error.code !== 'ECONNRESET' && !isLate) throw error;
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
    closing = true;
    server.close(() => send({ kind: 'closed' }));
    server.closeAllConnections();
  });
}

/** `level` wraps the reason: LEVEL_DATABASE_NOT_OPEN, whose cause says why. */
function describe(error: unknown): { readonly code: string; readonly message: string } {
  const { code, message, cause } = Object(error);
  return cause === undefined ? { code: String(code), message: String(message) } : describe(cause);
}
