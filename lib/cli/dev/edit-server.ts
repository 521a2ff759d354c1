import { isDeepStrictEqual } from 'node:util';
import type { DocumentSource, Problem } from '../../compiler/index.ts';
import { UserError } from '../../errors.ts';
import { formatBug, formatUserError } from '../format-failure.ts';
import { countProblems } from '../format-problems.ts';
import { printNote, printResult } from '../output.ts';
import { compileDocument } from './compile-document.ts';
import type { LocalAccess } from './curl-line.ts';
import { declaredOperations } from './declared-operations.ts';
import type { DevOptions } from './dev-options.ts';
import type { DevSession } from './dev-session.ts';
import { cacheLines } from './welcome.ts';

export interface EditServerOptions {
  readonly file: string;
  readonly options: DevOptions;
  readonly session: DevSession;
  readonly read: (file: string) => Promise<DocumentSource>;
  /** Of the version that is served. */
  readonly files: DocumentSource['files'];
  /** Of that version; told by now. */
  readonly problems: readonly Problem[];
  readonly access: LocalAccess;
  /** Told which files an edit made the document's. */
  readonly onFiles: (files: Iterable<string>) => void;
}

/** A task that serves the files' present text, if it is new. Whatever is wrong with it, the last good version goes on. */
export function editServer({
  file,
  options,
  session,
  read,
  onFiles,
  ...first
}: EditServerOptions): () => Promise<void> {
  let { files, problems: told, access } = first;
  const serveEdit = async (source: DocumentSource): Promise<void> => {
    const seen = performance.now();
    const { model, problems } = compileDocument(source, options, told);
    told = problems;
    if (model === undefined) {
      printNote(`${file}: ${countProblems(problems)}; the version before goes on serving`);
      return;
    }
    await session.replace(model);
    const { length } = declaredOperations(model);
    printNote(`${file}: served after ${Math.round(performance.now() - seen)} ms, operations: ${length}`);
    const before = access;
    access = await session.access();
    for (const line of newAccess(before, access)) printResult(line);
  };
  return async () => {
    try {
      const source = await read(file);
      if (isDeepStrictEqual(source.files, files)) return;
      files = source.files;
      onFiles(files.keys());
      await serveEdit(source);
    } catch (error) {
      printNote(error instanceof UserError ? formatUserError(error) : formatBug(error));
      printNote(`${file}: the version before goes on serving`);
    }
  };
}

/** What opens or purges that which the version before had not. */
function newAccess(before: LocalAccess, after: LocalAccess): readonly string[] {
  const keys = after.keys.filter(({ plan }) => before.keys.every((known) => known.plan !== plan));
  const tokens = after.tokens.filter(({ issuer }) => before.tokens.every((known) => known.issuer !== issuer));
  return [
    ...keys.map(({ plan, value }) => `API key of plan ${plan}: ${value}`),
    ...tokens.map(({ issuer, value }) => `token of ${issuer}: ${value}`),
    ...(before.cache === undefined ? cacheLines(after.cache) : []),
  ];
}
