import type { ApiModel } from '../../lib/compiler/api-model.ts';
import { type CompileOptions, compile } from '../../lib/compiler/compile.ts';
import type { DocumentSource } from '../../lib/compiler/document-source.ts';
import { formatProblem } from '../../lib/compiler/format-problem.ts';
import type { Problem } from '../../lib/compiler/problem.ts';
import { type ReadOptions, readDocument } from '../../lib/compiler/read-document.ts';

export interface CompiledFiles {
  readonly source: DocumentSource;
  readonly model: ApiModel | undefined;
  /** `file:line:column severity rule: message`, without the general warning about validation. */
  readonly problems: readonly string[];
}

/** Files by name, each text freed of the indentation of its first line. */
export type Texts = Readonly<Record<string, string>>;

/** Compiles a document whose files are given; the first is the one that is named. */
export function compileFiles(files: Texts, options?: CompileOptions & ReadOptions): CompiledFiles {
  const [first = ''] = Object.keys(files);
  const source = readDocument(first, { readFile: readFrom(files), ...options });
  const { problems, model } = compile(source, options);
  return {
    source,
    model,
    problems: problems.map(formatProblem),
  };
}

export function problemsOfFiles(files: Texts, options?: CompileOptions & ReadOptions): readonly Problem[] {
  const [first = ''] = Object.keys(files);
  return compile(readDocument(first, { readFile: readFrom(files), ...options }), options).problems;
}

export function readFrom(files: Texts): NonNullable<ReadOptions['readFile']> {
  return (name) => {
    if (!Object.hasOwn(files, name)) return { kind: 'missing' };
    const text = files[name] ?? '';
    const indent = /^\n( *)/.exec(text)?.[1];
    return { kind: 'text', text: indent === undefined ? text : text.replaceAll(`\n${indent}`, '\n').trim() };
  };
}
