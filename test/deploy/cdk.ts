/** EDGE: the CDK CLI of this repository. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export interface CommandResult {
  readonly code: number | null;
  /** What it wrote, both streams. */
  readonly output: string;
}

/** Runs `cdk`, in the repository, with an environment added to this one. */
export const cdk = (args: readonly string[], environment: Readonly<Record<string, string>>): Promise<CommandResult> =>
  command([join(root, 'node_modules/aws-cdk/bin/cdk'), ...args, '--no-notices'], environment);

/** Runs `gatewright`. */
export const gatewright = (
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<CommandResult> => command([join(root, 'bin/gatewright.js'), ...args], environment);

function command(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<CommandResult> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** As {@link cdk}, but throws with the output where it fails. */
export async function cdkOk(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<string> {
  const { code, output } = await cdk(args, environment);
  if (code !== 0) throw new Error(`cdk ${args.join(' ')} ended with ${code}:\n${output.slice(-4000)}`);
  return output;
}
