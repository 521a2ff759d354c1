/** EDGE: ministack, which plays AWS on a port of this machine. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** As `installFromPyPi` wants it. */
export const MINISTACK = { name: 'ministack', version: '1.5.33', megabytes: 90 };

export interface Emulator {
  readonly endpoint: string;
  /** For programs that are to take it for AWS: credentials of no worth, and a home of its own for what they remember. */
  readonly environment: Readonly<Record<string, string>>;
  readonly home: string;
  stop(): Promise<void>;
}

export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';

/** How long it may take to start: half a second on an idle machine. */
const PATIENCE = 30_000;

/** @param variables of every function that it runs, beside the function's own */
export async function startEmulator(command: string, variables: Readonly<Record<string, string>>): Promise<Emulator> {
  const home = await mkdtemp(join(tmpdir(), 'gatewright-deploy-'));
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const log = openSync(join(home, 'ministack.log'), 'w');
  const child = spawn(command, [], {
    cwd: home,
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      // Functions run on the first `node` that is found, whatever their runtime says.
      PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
      // By itself it listens to every network.
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      LAMBDA_EXECUTOR: 'local',
      SFTP_ENABLED: '0',
      IOT_MTLS_ENABLED: '0',
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      AWS_ENDPOINT_URL_LAMBDA: endpoint,
      NODE_OPTIONS: `--require ${join(import.meta.dirname, 'find-cjs.cjs')}`,
      ...variables,
    },
  });
  closeSync(log);
  process.once('exit', () => child.kill('SIGKILL'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  try {
    await untilHealthy(endpoint, child);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  return { endpoint, environment: programEnvironment(endpoint, home), home, stop: () => stop(child, home) };
}

function programEnvironment(endpoint: string, home: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: REGION,
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: '1',
    CI: '1',
    // The CDK remembers there which account a key belongs to.
    HOME: home,
  };
}

async function untilHealthy(endpoint: string, child: ChildProcess): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`ministack ended with exit code ${child.exitCode}`);
    const answer = await fetch(`${endpoint}/_ministack/health`).catch(() => undefined);
    if (answer?.ok) return;
    await setTimeout(50);
  }
  throw new Error(`ministack is not well after ${PATIENCE / 1000} s`);
}

async function stop(child: ChildProcess, home: string): Promise<void> {
  if (child.exitCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await Promise.race([ended, setTimeout(5000, undefined, { ref: false })]);
    child.kill('SIGKILL');
  }
  await rm(home, { recursive: true, force: true });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('the system gives no port');
  return address.port;
}
