import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { SignJWT } from 'jose';
import { installPeers } from './install-peers.ts';
import { plainAssembly } from './peers/plain-assembly.ts';
import type { Row } from './row.ts';
import { spawnUntilReady, stop } from './spawn-until-ready.ts';
import { median } from './statistics.ts';

const API_KEY = 'benchmarkkey0000000000000000001';
const CONNECTIONS = 8;
const SECONDS = 5;
const ROUNDS = 3;

interface Contender {
  readonly name: string;
  readonly cwd?: string;
  args(port: number): readonly string[];
}

interface Load {
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Microseconds of the processor that the server takes for a request, threads included: it says more than the rest on a busy machine. */
  readonly processor: number;
  /** MB that the process holds after the load. */
  readonly memory: number;
}

/**
 * (a): the same two functions behind a key with its plan and a token whose authorizer may be cached, through our local
 * runtime and through serverless-offline, which knows neither plans nor that cache, in turn.
 */
export async function benchLocalRuntime(root: string): Promise<readonly Row[]> {
  const peers = await installPeers(root);
  const work = join(root, '.bench/local-runtime');
  await rm(work, { recursive: true, force: true });
  const { env, headers, contenders } = await prepare(root, peers, work);
  const results = new Map<string, Load[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const contender of contenders) {
      const load = await measure(contender, peers, env, headers);
      results.get(contender.name)?.push(load);
      process.stderr.write(`${contender.name}: ${Math.round(load.requestsPerSecond)} requests/s\n`);
    }
  }
  return toRows(results);
}

async function prepare(root: string, peers: string, work: string) {
  const codeFolder = join(work, 'code');
  const offline = join(work, 'serverless-offline');
  await mkdir(offline, { recursive: true });
  const entryPoints = [join(import.meta.dirname, 'peers/functions.ts')];
  const bundle = { entryPoints, bundle: true, platform: 'node', format: 'cjs', target: 'node24' } as const;
  await build({ ...bundle, outdir: codeFolder });
  await copyFile(join(codeFolder, 'functions.js'), join(offline, 'functions.js'));
  await copyFile(join(import.meta.dirname, 'peers/serverless-offline/serverless.yml'), join(offline, 'serverless.yml'));
  await writeFile(join(offline, 'package.json'), '{}'); // or it takes this repository's module type
  await symlink(join(peers, 'node_modules'), join(offline, 'node_modules'));
  const tokenKey = randomBytes(32).toString('hex');
  const token = await new SignJWT({ sub: 'bench' }).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(tokenKey));
  const assembly = plainAssembly({ codeFolder, outdir: join(work, 'cdk.out'), apiKey: API_KEY, tokenKey });
  const serverless = (flags: readonly string[]) => (port: number) => [
    join(peers, 'node_modules/osls/bin/serverless.js'),
    'offline',
    'start',
    '--host',
    '127.0.0.1',
    '--httpPort',
    String(port),
    '--lambdaPort',
    String(port + 1),
    ...flags,
  ];
  const contenders: readonly Contender[] = [
    {
      name: 'gatewright',
      args: (port) => [
        join(root, 'bin/gatewright.js'),
        'serve',
        '--assembly',
        assembly,
        '--port',
        String(port),
        '--state-dir',
        join(work, 'state'),
      ],
    },
    { name: 'serverless-offline, worker threads', cwd: offline, args: serverless([]) },
    { name: 'serverless-offline, in process', cwd: offline, args: serverless(['--useInProcess']) },
  ];
  const env = {
    ...process.env,
    BENCH_TOKEN_KEY: tokenKey,
    BENCH_API_KEY: API_KEY,
    SLS_TELEMETRY_DISABLED: '1',
    SLS_NOTIFICATIONS_MODE: 'off',
  };
  return { env, headers: { 'x-api-key': API_KEY, authorization: `Bearer ${token}` }, contenders };
}

async function measure(
  contender: Contender,
  peers: string,
  env: NodeJS.ProcessEnv,
  headers: Record<string, string>,
): Promise<Load> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/hello`;
  const server = await spawnUntilReady(contender.args(port), {
    ...(contender.cwd && { cwd: contender.cwd }),
    env,
    url,
    headers,
  });
  try {
    await shoot(peers, url, headers, 2);
    const pid = server.pid ?? 0;
    const before = await processorTime(pid);
    const { requests, ...load } = await shoot(peers, url, headers, SECONDS);
    const processor = ((await processorTime(pid)) - before) / requests;
    return { ...load, processor, memory: await residentMemory(pid) };
  } finally {
    await stop(server);
  }
}

async function shoot(
  peers: string,
  url: string,
  headers: Record<string, string>,
  seconds: number,
): Promise<Omit<Load, 'memory' | 'processor'> & { readonly requests: number }> {
  const flags = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}=${value}`]);
  const autocannon = join(peers, 'node_modules/autocannon/autocannon.js');
  const args = [autocannon, '-c', String(CONNECTIONS), '-d', String(seconds), '-j', ...flags, url];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { requests, latency, non2xx } = JSON.parse(stdout);
  if (non2xx > 0) throw new Error(`${non2xx} requests to ${url} were not answered with 2xx`);
  return { requests: requests.total, requestsPerSecond: requests.average, p50: latency.p50, p99: latency.p99 };
}

function toRows(results: ReadonlyMap<string, readonly Load[]>): readonly Row[] {
  const medians = [...results].map(([name, loads]) => ({
    name,
    requestsPerSecond: median(loads.map((load) => load.requestsPerSecond)),
    p50: median(loads.map((load) => load.p50)),
    p99: median(loads.map((load) => load.p99)),
    processor: median(loads.map((load) => load.processor)),
    memory: median(loads.map((load) => load.memory)),
  }));
  const [ours, ...others] = medians;
  if (ours === undefined) return [];
  const better = Math.max(...others.map(({ requestsPerSecond }) => requestsPerSecond));
  return others.flatMap(({ name, requestsPerSecond, p50, p99, processor, memory }) => [
    {
      measure: 'local runtime, key, plan and cached token, c=8',
      unit: 'requests/s',
      ours: ours.requestsPerSecond,
      peer: { name, value: requestsPerSecond },
      ...(requestsPerSecond === better && { bound: { kind: 'at least', value: 3 } as const }),
    },
    { measure: 'local runtime, p50', unit: 'ms', ours: ours.p50, peer: { name, value: p50 } },
    { measure: 'local runtime, p99', unit: 'ms', ours: ours.p99, peer: { name, value: p99 } },
    {
      measure: 'local runtime, processor time per request',
      unit: 'µs',
      ours: ours.processor,
      peer: { name, value: processor },
    },
    {
      measure: 'local runtime, memory after the load',
      unit: 'MB',
      ours: ours.memory,
      peer: { name, value: memory },
      ...(requestsPerSecond === better && { bound: { kind: 'at most', value: 0.5 } as const }),
    },
  ]);
}

/** Microseconds of user and system, of all threads; the kernel counts hundredths of a second. */
async function processorTime(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

/** VmRSS, which holds all threads. */
async function residentMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
  await new Promise((resolve) => server.close(resolve));
  return port;
}
