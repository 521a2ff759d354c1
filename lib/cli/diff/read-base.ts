import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { type DocumentSource, isUrl } from '../../compiler/index.ts';
import { UserError } from '../../errors.ts';
import type { DocumentReader } from '../document-reader.ts';
import { printNote } from '../output.ts';
import type { DiffOptions } from './diff-options.ts';
import { commitOf, folderOf } from './git-files.ts';

/**
 * The document that `file` is compared with, overlays applied: a file where there is one of that name, else what git has.
 * An overlay that the commit has not was not applied then.
 */
export async function readBase(
  file: string,
  { base, overlay }: Pick<DiffOptions, 'base' | 'overlay'>,
  read: DocumentReader,
): Promise<DocumentSource> {
  if (statSync(base, { throwIfNoEntry: false })?.isFile()) return read(base);
  const [ref = '', path] = base.split(/:(.*)/s);
  const commit = commitOf(ref, folderOf(file));
  const name = path === undefined ? file : relative('', commit.nameOf(path));
  const overlays = Map.groupBy(overlay, (each) => commit.readFile(each).kind !== 'missing');
  for (const each of overlays.get(false) ?? []) printNote(`there is no ${each} at ${ref}, the base is read without it`);
  try {
    const source = await read(name, { overlays: overlays.get(true) ?? [], readFile: commit.readFile });
    return { ...source, locate: (pointer) => inCommit(ref, source.locate(pointer)) };
  } catch (cause) {
    if (!(cause instanceof UserError) || cause.code !== 'DOCUMENT_NOT_FOUND') throw cause;
    const message = `there is no ${name} at ${ref}, name a commit that has it, or REF:PATH where it was called otherwise`;
    throw new UserError('BASE_NOT_FOUND', message, { cause });
  }
}

const inCommit = <T extends { readonly file: string }>(ref: string, place: T): T => ({
  ...place,
  file: isUrl(place.file) ? place.file : `${ref}:${place.file}`,
});
