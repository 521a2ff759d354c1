import { compile, diffDeployment, diffVersions, formatProblem, type Problem } from '../../compiler/index.ts';
import { UserError } from '../../errors.ts';
import { compileSettings } from '../compile-settings.ts';
import { documentReader } from '../document-reader.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printNote, printResult } from '../output.ts';
import type { DiffOptions } from './diff-options.ts';
import type { DiffReport } from './diff-report.ts';
import { formatDiffJson, formatErrorsJson } from './format-diff-json.ts';
import { formatDiffMarkdown } from './format-diff-markdown.ts';
import { formatDiffText } from './format-diff-text.ts';
import { readBase } from './read-base.ts';

const FORMATS = { text: formatDiffText, json: formatDiffJson, markdown: formatDiffMarkdown } as const;

export async function runDiff(file: string, options: DiffOptions): Promise<ExitCode> {
  const compared = await compareWith(file, options);
  if (Array.isArray(compared)) {
    for (const problem of compared) printNote(formatProblem(problem));
    printNote(`${file} has errors: put them right first, then compare`);
    if (options.format === 'json') printResult(formatErrorsJson(file, options.base, compared));
    return EXIT.failed;
  }
  printResult(FORMATS[options.format](compared, options));
  const refused = ['breaking', ...(options.allowUnclear ? [] : ['unclear'])];
  const isRefused = !options.allowBreaking && compared.changes.some(({ verdict }) => refused.includes(verdict));
  return isRefused ? EXIT.failed : EXIT.ok;
}

/** The errors of the document, where it has some. */
async function compareWith(file: string, options: DiffOptions): Promise<DiffReport | Problem[]> {
  const { base } = options;
  const settings = compileSettings(options);
  const read = documentReader(options);
  const source = await read(file);
  const next = compile(source, settings);
  const errors = next.problems.filter(({ severity }) => severity === 'error');
  if (next.reading === undefined || next.model === undefined) return errors;
  const baseSource = await readBase(file, options, read);
  const was = compile(baseSource, settings);
  if (was.reading === undefined) {
    const [first] = was.problems;
    const why = first === undefined ? 'it cannot be read' : formatProblem(first);
    throw new UserError('DOCUMENT_HAS_PROBLEMS', `the base cannot be compared, name another: ${why}`);
  }
  const changes = diffVersions({ ...was, reading: was.reading }, { ...next, reading: next.reading });
  return {
    document: file,
    base,
    changes: changes.map((change) => {
      const { file: at, line, column } = (change.side === 'base' ? baseSource : source).locate(change.pointer);
      return { ...change, file: at, line, column };
    }),
    deployment: was.model && diffDeployment(was.model, next.model),
  };
}
