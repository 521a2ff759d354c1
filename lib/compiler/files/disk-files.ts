/** EDGE: the disk. What the user named may be a pipe; what a document names must be a regular file. */
import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, sep } from 'node:path';
import { isUrl } from './is-url.ts';
import type { FileRead, ReadFile } from './read-file.ts';

/** Reads files of the disk; only the `named` ones may be special (a pipe, `/dev/stdin`). */
export function diskFiles(named: readonly string[]): ReadFile {
  return (name) => {
    if (isUrl(name)) return { kind: 'unreadable', why: 'it is a URL, copy it into a file beside the document' };
    try {
      if (named.includes(name)) return decode(readFileSync(name));
      if (leadsAway(name, named))
        return { kind: 'unreadable', why: `it is a link out of the document's folder ${LINKED}` };
      return decode(readRegularFile(name));
    } catch (error) {
      return failure(error as NodeJS.ErrnoException); // all that node:fs throws
    }
  };
}

const LINKED = 'to a file that is not .json, .yaml or .yml, put a copy in its place';

/** Outside the document's folder only files of these names are read (`parse-reference.ts`), whatever a link is called. */
function leadsAway(name: string, [document = '']: readonly string[]): boolean {
  const real = realpathSync(name);
  return !/\.(?:json|ya?ml)$/i.test(real) && !real.startsWith(`${realpathSync(dirname(document))}${sep}`);
}

function failure({ code, message }: NodeJS.ErrnoException): FileRead {
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
  if (code === 'EISDIR') return { kind: 'unreadable', why: 'it is a folder, name the document in it' };
  return { kind: 'unreadable', why: code === 'EACCES' ? 'permission denied, allow this user to read it' : message };
}

/** Opened without waiting (a pipe would wait for a writer), and looked at behind its name, which could change. */
function readRegularFile(name: string): Uint8Array | undefined {
  const file = openSync(name, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stat = fstatSync(file);
    return stat.isFile() || stat.isDirectory() ? readFileSync(file) : undefined;
  } finally {
    closeSync(file);
  }
}

function decode(bytes: Uint8Array | undefined): FileRead {
  if (bytes === undefined) return { kind: 'unreadable', why: 'it is a device or a pipe, name a regular file' };
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { kind: 'unreadable', why: 'it is not UTF-8 text, save it as such' };
  }
}
