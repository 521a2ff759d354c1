import type { DocumentSource } from './document-source.ts';
import type { Finding, Problem } from './problem.ts';

/** Gives each finding its place in the file, once each, in the file's order. */
export function locateFindings({ file, locate }: DocumentSource, findings: readonly Finding[]): readonly Problem[] {
  const distinct = new Map(
    findings.map((finding) => [`${finding.rule} ${finding.pointer} ${finding.message}`, finding]),
  );
  const problems = [...distinct.values()].map((finding): Problem => ({ ...finding, file, ...locate(finding.pointer) }));
  return problems.sort((one, other) => one.line - other.line || one.column - other.column);
}
