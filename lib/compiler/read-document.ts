import { UserError } from '../errors.ts';
import type { DocumentSource } from './document-source.ts';
import { diskFiles } from './files/disk-files.ts';
import { type FileSet, fileSet } from './files/file-set.ts';
import type { ParsedFile } from './files/parsed-file.ts';
import type { ReadFile } from './files/read-file.ts';
import { originAt, originIn, placeOf } from './origin.ts';
import type { Problem } from './problem.ts';
import { bundle } from './references/bundle.ts';
import type { ReadReport } from './references/bundling.ts';
import { mayLeaveFile } from './references/may-leave-file.ts';

export interface ReadOptions {
  /**
   * Where files come from.
   * @default - the disk
   */
  readonly readFile?: ReadFile;
}

/**
 * Reads a document and all files it refers to. Only the trouble of reading the file itself throws (`UserError`); what is
 * wrong in it, and with the files it names, are problems. It does not wait, because a CDK construct cannot.
 */
export function readDocument(file: string, { readFile = diskFiles([file]) }: ReadOptions = {}): DocumentSource {
  const files = fileSet(readFile);
  const parsed = loadNamed(file, files);
  const problems: Problem[] = [];
  const report: ReadReport = (rule, origin, message) =>
    void problems.push({ rule, severity: 'error', message, ...placeOf(origin) });
  const origin = originIn(parsed);
  if (parsed.failure !== undefined) report('document-syntax', origin, parsed.failure.message);
  else if (mayLeaveFile(parsed.text)) bundle({ value: parsed.value, origin }, files, report);
  return {
    file,
    value: parsed.value,
    problems,
    files: files.texts,
    locate: (pointer) => placeOf(originAt(origin, pointer)),
  };
}

/** A file that the user named. */
function loadNamed(file: string, files: FileSet): ParsedFile {
  const load = files.load(file);
  if (load.kind === 'parsed') return load.parsed;
  throw load.kind === 'missing'
    ? new UserError('DOCUMENT_NOT_FOUND', `no such file: ${file}, name an OpenAPI document in YAML or JSON`)
    : new UserError('DOCUMENT_UNREADABLE', `cannot read ${file}: ${load.why}`);
}
