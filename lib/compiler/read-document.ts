import { UserError } from '../errors.ts';
import { isSwagger2 } from './dialects/swagger-2/is-swagger-2.ts';
import { upgradeDocument } from './dialects/swagger-2/upgrade-document.ts';
import type { DocumentSource } from './document-source.ts';
import { diskFiles } from './files/disk-files.ts';
import { type FileSet, fileSet } from './files/file-set.ts';
import type { ParsedFile } from './files/parsed-file.ts';
import type { ReadFile } from './files/read-file.ts';
import { originAt, originIn, placeOf } from './origin.ts';
import { applyOverlays } from './overlays/apply-overlays.ts';
import type { Problem } from './problem.ts';
import type { ReadReport } from './read-report.ts';
import { bundle } from './references/bundle.ts';
import { mayLeaveFile } from './references/may-leave-file.ts';
import type { Tree } from './tree.ts';

export interface ReadOptions {
  /**
   * Where files come from.
   * @default - the disk
   */
  readonly readFile?: ReadFile;
  /**
   * Files of OpenAPI Overlay 1.0 to 1.2, which change the document as it was written, in this order.
   * @default - none
   */
  readonly overlays?: readonly string[];
}

/**
 * Reads a document, applies overlays to it, and brings all files into it that it refers to. Only the trouble of reading
 * a file that the user named throws (`UserError`); what is wrong in files, and with those that they name, are problems. It does
 * not wait, because a CDK construct cannot.
 */
export function readDocument(file: string, { overlays = [], ...options }: ReadOptions = {}): DocumentSource {
  const readFile = options.readFile ?? diskFiles([file, ...overlays]);
  const files = fileSet(readFile);
  const document = loadNamed(file, files, 'document');
  const changes = overlays.map((name) => loadNamed(name, files, 'overlay'));
  const problems: Problem[] = [];
  const told = new Set<string>();
  const report: ReadReport = (rule, severity, origin, message) => {
    const what = JSON.stringify([rule, message, origin.file.file, origin.pointer]);
    if (!told.has(what)) problems.push({ rule, severity, message, ...placeOf(origin) });
    told.add(what);
  };
  const tree = readTree([document, ...changes], files, report);
  return {
    file,
    value: tree.value,
    withoutOverlays: overlays.length === 0 ? undefined : () => readAlone(file, fileSet(readFile)),
    problems,
    files: files.texts,
    locate: (pointer) => placeOf(originAt(tree.origin, pointer)),
  };
}

const readAlone = (file: string, files: FileSet): unknown =>
  readTree([loadNamed(file, files, 'document')], files, () => undefined).value;

/** From source to source, until there is one tree of OpenAPI 3. */
function readTree(
  [document, ...overlays]: readonly [ParsedFile, ...ParsedFile[]],
  files: FileSet,
  report: ReadReport,
): Tree {
  const tree = { value: document.value, origin: originIn(document) };
  if (document.failure !== undefined) {
    report('document-syntax', 'error', tree.origin, document.failure.message);
    return tree;
  }
  applyOverlays(tree, document.text, overlays, report);
  if ([document, ...overlays].some(({ text }) => mayLeaveFile(text))) bundle(tree, files, report);
  return isSwagger2(tree.value) ? upgradeDocument(tree, report) : tree;
}

/** A file that the user named. */
function loadNamed(file: string, files: FileSet, as: keyof typeof NAMED): ParsedFile {
  const load = files.load(file);
  if (load.kind === 'parsed') return load.parsed;
  const { code, what } = NAMED[as];
  throw load.kind === 'missing'
    ? new UserError(`${code}_NOT_FOUND`, `no such file: ${file}, name an ${what} in YAML or JSON`)
    : new UserError(`${code}_UNREADABLE`, `cannot read ${file}: ${load.why}`);
}

const NAMED = {
  document: { code: 'DOCUMENT', what: 'OpenAPI document' },
  overlay: { code: 'OVERLAY', what: 'OpenAPI Overlay' },
} as const;
