import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { type DocumentSource, readDocument } from '../../compiler/index.ts';
import { UserError } from '../../errors.ts';
import { commitOf, folderOf } from './git-files.ts';

/** The document that `file` is compared with: a file where there is one of that name, else what git has. */
export function readBase(file: string, base: string): DocumentSource {
  if (statSync(base, { throwIfNoEntry: false })?.isFile()) return readDocument(base);
  const [ref = '', path] = base.split(/:(.*)/s);
  const commit = commitOf(ref, folderOf(file));
  const name = path === undefined ? file : relative('', commit.nameOf(path));
  try {
    const source = readDocument(name, { readFile: commit.readFile });
    return { ...source, locate: (pointer) => inCommit(ref, source.locate(pointer)) };
  } catch (cause) {
    if (!(cause instanceof UserError) || cause.code !== 'DOCUMENT_NOT_FOUND') throw cause;
    const message = `there is no ${name} at ${ref}, name a commit that has it, or REF:PATH where it was called otherwise`;
    throw new UserError('BASE_NOT_FOUND', message, { cause });
  }
}

const inCommit = <T extends { readonly file: string }>(ref: string, place: T): T => ({
  ...place,
  file: `${ref}:${place.file}`,
});
