import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const VERSION = '1.58.0';

const run = promisify(execFile);

export type CfnLint =
  | { readonly kind: 'installed'; readonly command: string }
  | { readonly kind: 'missing'; readonly why: string };

/** A virtual environment of Python with cfn-lint (180 MB), made at the first call; pip's own failures throw. */
export async function installCfnLint(root: string): Promise<CfnLint> {
  const environment = join(root, `.bench/cfn-lint-${VERSION}`);
  const scripts = join(environment, process.platform === 'win32' ? 'Scripts' : 'bin');
  const command = join(scripts, 'cfn-lint');
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
  process.stderr.write(`installing cfn-lint ${VERSION} (180 MB, once) …\n`);
  const options = ['--quiet', '--disable-pip-version-check'];
  await run(join(scripts, 'python'), ['-m', 'pip', 'install', ...options, `cfn-lint==${VERSION}`]);
  return { kind: 'installed', command };
}
