import type { DocumentSource } from './document-source.ts';
import type { Finding, Problem } from './problem.ts';
import { readable } from './readable.ts';

/** Gives each finding its place, once each, with the problems of the files themselves, in the order of files and lines. */
export function locateFindings(source: DocumentSource, findings: readonly Finding[]): readonly Problem[] {
  const located = distinct(findings).map((finding): Problem => ({ ...finding, ...source.locate(finding.pointer) }));
  const order = new Map([...source.files.keys()].map((file, index) => [file, index]));
  const orderOf = ({ file }: Problem) => order.get(file) ?? 0;
  return [...source.problems, ...located]
    .map((problem) => ({ ...problem, message: readable(problem.message) }))
    .sort((one, other) => orderOf(one) - orderOf(other) || one.line - other.line || one.column - other.column);
}

function distinct(found: readonly Finding[]): readonly Finding[] {
  return [...new Map(found.map((each) => [`${each.rule} ${each.pointer} ${each.message}`, each])).values()];
}
