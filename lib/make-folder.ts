import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UserError } from './errors.ts';

export interface FolderOptions {
  /** What to do where it cannot be made. */
  readonly advice: string;
  /** @default what the umask leaves of 0o777 */
  readonly mode?: number;
}

/** Makes a folder that something is to be written to, and those above it. */
export function makeFolder(folder: string, { advice, mode = 0o777 }: FolderOptions): void {
  // To Node it is the folder one stands in.
  if (folder === '') throw unwritable('""', advice, 'it is no name of a folder');
  try {
    make(resolve(folder), mode);
  } catch (error) {
    throw unwritable(folder, advice, error);
  }
}

export function unwritable(folder: string, advice: string, cause: unknown): UserError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new UserError('OUTPUT_UNWRITABLE', `cannot write to ${folder} (${reason}): ${advice}`, { cause });
}

/** Not with Node's `recursive`, which never ends where a folder that is there says ENOENT of a new one, as all of /proc does. */
function make(folder: string, mode: number): void {
  if (isFolder(folder)) return;
  const above = dirname(folder);
  if (above !== folder) make(above, mode);
  try {
    mkdirSync(folder, mode);
  } catch (error) {
    // Another process was first.
    if (!isFolder(folder)) throw error;
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
