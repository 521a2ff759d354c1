/** EDGE: the disk. What the user named may be a pipe; what a document names must be a regular file. */
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import type { FileRead, ReadFile } from './read-file.ts';

/** Reads files of the disk; only the `named` ones may be special (a pipe, `/dev/stdin`). */
export function diskFiles(named: readonly string[]): ReadFile {
  return (name) => {
    try {
      return decode(named.includes(name) ? readFileSync(name) : readRegularFile(name));
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException; // all that node:fs throws
      if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
      if (code === 'EISDIR') return { kind: 'unreadable', why: 'it is a folder, name the document in it' };
      const why = code === 'EACCES' ? 'permission denied, allow this user to read it' : message;
      return { kind: 'unreadable', why };
    }
  };
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
