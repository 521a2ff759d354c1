import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

const READY_WITHIN_MS = 60_000;

/** Starts a server as its user would and waits until `url` answers 200; the caller stops it. */
export async function spawnUntilReady(
  args: readonly string[],
  options: {
    readonly cwd?: string;
    readonly env?: NodeJS.ProcessEnv;
    readonly url: string;
    readonly headers: Record<string, string>;
  },
): Promise<ChildProcess> {
  const { cwd, env = process.env, url, headers } = options;
  const child = spawn(process.execPath, args, { env, stdio: 'ignore', ...(cwd !== undefined && { cwd }) });
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline && child.exitCode === null) {
    const status = await fetch(url, { headers }).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return child;
    await wait(100);
  }
  if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended with ${child.exitCode} before it answered`);
  child.kill('SIGKILL');
  throw new Error(`${args.join(' ')} did not answer 200 on ${url} within ${READY_WITHIN_MS} ms`);
}

export async function stop(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const killer = globalThis.setTimeout(() => child.kill('SIGKILL'), 5_000);
  await exited;
  clearTimeout(killer);
}
