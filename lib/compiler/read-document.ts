import { readFileSync } from 'node:fs';
import { UserError } from '../errors.ts';
import type { DocumentSource } from './document-source.ts';
import { parseDocument } from './parse-document.ts';

/**
 * Reads a document from a file. Only the file's own troubles throw (`UserError`); those of its text are problems.
 * It does not wait, because a CDK construct cannot.
 */
export function readDocument(file: string): DocumentSource {
  return parseDocument(file, decode(file, read(file)));
}

function read(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const cause = error as NodeJS.ErrnoException; // all that readFileSync throws
    throw cause.code === 'ENOENT'
      ? new UserError('DOCUMENT_NOT_FOUND', `no such file: ${file}, name an OpenAPI document in YAML or JSON`, {
          cause,
        })
      : new UserError('DOCUMENT_UNREADABLE', `cannot read ${file}: ${reasonOf(cause)}`, { cause });
  }
}

function reasonOf(cause: NodeJS.ErrnoException): string {
  if (cause.code === 'EISDIR') return 'it is a folder, name the OpenAPI document in it';
  return cause.code === 'EACCES' ? 'permission denied, allow this user to read it' : cause.message;
}

function decode(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UserError('DOCUMENT_UNREADABLE', `cannot read ${file}: it is not UTF-8 text, save it as such`, { cause });
  }
}
