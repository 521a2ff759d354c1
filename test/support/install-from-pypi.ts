import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

export interface PythonTool {
  readonly name: string;
  /** One that is known to work: what it finds or emulates must not change by itself. */
  readonly version: string;
  /** Once, on disk. */
  readonly megabytes: number;
}

export type InstalledTool =
  | { readonly kind: 'installed'; readonly command: string }
  | { readonly kind: 'missing'; readonly why: string };

/** A virtual environment of Python below `.bench/` with one tool, made at the first call; pip's own failures throw. */
export async function installFromPyPi({ name, version, megabytes }: PythonTool): Promise<InstalledTool> {
  const environment = join(root, `.bench/${name}-${version}`);
  const scripts = join(environment, process.platform === 'win32' ? 'Scripts' : 'bin');
  const command = join(scripts, name);
  // pip writes its script last.
  if (existsSync(command)) return { kind: 'installed', command };
  try {
    await run('python3', ['-m', 'venv', '--clear', environment]);
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const why = isAbsent
      ? 'there is no python3'
      : 'python3 makes no virtual environment (on Debian it needs python3-venv)';
    return { kind: 'missing', why: `${why}; install Python 3.10 or newer` };
  }
  process.stderr.write(`installing ${name} ${version} (${megabytes} MB, once) …\n`);
  const options = ['--quiet', '--disable-pip-version-check'];
  await run(join(scripts, 'python'), ['-m', 'pip', 'install', ...options, `${name}==${version}`]);
  return { kind: 'installed', command };
}
