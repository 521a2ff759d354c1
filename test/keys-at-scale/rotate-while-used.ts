import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Caller } from './callers.ts';

const CLI = fileURLToPath(new URL('../../bin/gatewright.js', import.meta.url));

/**
 * Runs `gatewright keys rotate` and gives each new key to its caller as it is printed.
 * @param killAfter so many keys, with SIGKILL
 * @returns keys that it printed
 */
export async function rotateWhileUsed(
  endpoint: string,
  callers: ReadonlyMap<string, Caller>,
  killAfter = Number.POSITIVE_INFINITY,
): Promise<number> {
  const args = ['keys', 'rotate', '--plan', 'rotated', '--overlap', '24h', '--format', 'csv', '--endpoint', endpoint];
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let printed = -1; // the heading
  for await (const line of createInterface({ input: child.stdout })) {
    const [name = '', key = ''] = line.split(',');
    printed += 1;
    const caller = callers.get(name);
    // What was printed when it was killed is printed again by the next run.
    if (caller !== undefined && !caller.keys.includes(key)) caller.keys.push(key);
    if (printed >= killAfter) child.kill('SIGKILL');
  }
  const [code] = await exited;
  if (code !== 0 && printed < killAfter) throw new Error(`keys rotate ended with ${code}`);
  return printed;
}
