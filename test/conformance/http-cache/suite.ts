/** The public suite of tests for HTTP caches (http-tests/cache-tests), run from its own checkout: nothing of it is here. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

/** What the suite's own classification says of a test. */
export interface Outcome {
  readonly id: string;
  readonly kind: 'required' | 'optimal' | 'check';
  readonly passed: boolean;
  /** The suite's word for it: pass, fail, optional_fail, dependency_fail, setup_fail, … */
  readonly verdict: string;
  readonly message: string;
}

/** The suite's origin server. Resolves to its URL. */
export async function startOrigin(suite: string): Promise<{ readonly url: string; readonly stop: () => void }> {
  const preload = join(import.meta.dirname, 'listen-on-loopback.cjs');
  const pidfile = join(suite, 'origin.pid');
  const origin = spawn(process.execPath, ['-r', preload, 'test-engine/server/server.mjs'], {
    cwd: suite,
    env: { npm_config_protocol: 'http', npm_config_port: '0', npm_config_pidfile: pidfile },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(origin.stdout)) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (url !== undefined) return { url, stop: () => origin.kill() };
  }
  throw new Error(`the suite's origin server in ${suite} did not start`);
}

/** Runs every test through the cache at a URL; about a minute. @param only one test, with all it sends on stderr */
export async function runSuite(suite: string, base: string, only = ''): Promise<readonly Outcome[]> {
  const client: ChildProcess = spawn(process.execPath, ['--no-warnings', 'test-engine/cli.mjs'], {
    cwd: suite,
    env: { npm_config_base: base, npm_package_config_id: only, npm_config_id: only },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (client.stdout === null) throw new Error('the client has no output');
  const [output] = await Promise.all([text(client.stdout), once(client, 'exit')]);
  if (only !== '') {
    process.stderr.write(output);
    return [];
  }
  return classify(suite, JSON.parse(output));
}

type Verdict = readonly [symbol: string, color: string, sign: string];

async function classify(suite: string, results: Readonly<Record<string, unknown>>): Promise<readonly Outcome[]> {
  const load = (file: string) => import(pathToFileURL(join(suite, file)).href);
  const { default: suites } = await load('tests/index.mjs');
  const { determineTestResult, resultTypes } = await load('test-engine/lib/results.mjs');
  const names = new Map<Verdict, string>(Object.entries<Verdict>(resultTypes).map(([name, type]) => [type, name]));
  const tests: readonly { readonly id: string; readonly kind?: Outcome['kind']; readonly browser_only?: boolean }[] =
    suites.flatMap(({ tests }: { readonly tests: readonly object[] }) => tests);
  return tests
    .filter(({ browser_only }) => !browser_only)
    .map(({ id, kind = 'required' }) => {
      const verdict = names.get(determineTestResult(suites, id, results)) ?? 'unknown';
      const message = Array.isArray(results[id]) ? results[id].join(': ') : '';
      return { id, kind, verdict, passed: verdict === 'pass' || verdict === 'yes', message };
    });
}
