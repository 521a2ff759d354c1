/** EDGE: the `git` executable. */
import { execFileSync } from 'node:child_process';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { ReadFile } from '../../compiler/index.ts';
import { UserError } from '../../errors.ts';

/** Bytes of a file; the compiler's own limit is lower. */
const MAX_BYTES = 256 * 1024 * 1024;

export interface Commit {
  /** Files as the commit has them, by their names on disk. */
  readonly readFile: ReadFile;
  /** The name on disk of a file that is named from the root of the repository. */
  readonly nameOf: (path: string) => string;
}

/** A commit of the repository that `folder` is in. */
export function commitOf(ref: string, folder: string): Commit {
  const prefix = ask(folder, 'rev-parse', '--show-prefix');
  if (prefix === undefined)
    throw new UserError('GIT_UNAVAILABLE', `${folder} is not in a git repository, name a file: --base FILE`);
  const id = ask(folder, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`);
  if (id === undefined)
    throw new UserError(
      'BASE_NOT_FOUND',
      `git knows no commit "${ref}", and there is no such file: name one of its branches, tags or commits, or a file`,
    );
  const pathOf = (name: string): string =>
    join(prefix, relative(folder, resolve(name)))
      .split(sep)
      .join('/');
  return {
    nameOf: (path) => join(folder, relative(prefix || '.', path)),
    readFile(name) {
      const path = pathOf(name);
      const bytes = path.startsWith('../') ? undefined : run(folder, 'cat-file', 'blob', `${id}:${path}`);
      return bytes === undefined ? { kind: 'missing' } : decoded(bytes);
    },
  };
}

function decoded(bytes: Uint8Array): ReturnType<ReadFile> {
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { kind: 'unreadable', why: 'it is not UTF-8 text' };
  }
}

const ask = (folder: string, ...args: readonly string[]): string | undefined =>
  run(folder, ...args)
    ?.toString('utf8')
    .trim();

/** What git prints; `undefined` where it fails. */
function run(folder: string, ...args: readonly string[]): Buffer | undefined {
  try {
    return execFileSync('git', ['-C', folder, ...args], { maxBuffer: MAX_BYTES, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') return undefined; // all that execFileSync throws
    throw new UserError(
      'GIT_UNAVAILABLE',
      'there is no git to ask for the base, install it or name a file: --base FILE',
      {
        cause,
      },
    );
  }
}

export const folderOf = (file: string): string => dirname(resolve(file));
