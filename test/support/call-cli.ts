import { main } from '../../lib/cli/main.ts';
import type { CliRun } from './run-cli.ts';

/** Runs a command line inside this process, which spares it the start of another; one at a time, and without stdin. */
export async function callCli(args: readonly string[]): Promise<CliRun> {
  const real = { stdout: process.stdout.write, stderr: process.stderr.write };
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    process[name].write = (text: string | Uint8Array) => {
      written[name] += String(text);
      return true;
    };
  }
  try {
    return { code: await main(args), ...written };
  } finally {
    for (const name of ['stdout', 'stderr'] as const) process[name].write = real[name];
  }
}
