import type { Problem } from '../../compiler/index.ts';

/** Until these are right little else can be known, so that what follows may be their consequence. */
const READ_FIRST = ['document-syntax', 'openapi-version', 'reference-file', 'reference-exists', 'document-shape'];

/** As one would put problems right: what hides others first, then from the top of the document down, then its other files. */
export function repairOrder(document: string, problems: readonly Problem[]): readonly Problem[] {
  const step = ({ rule }: Problem) => (READ_FIRST.includes(rule) ? READ_FIRST.indexOf(rule) : READ_FIRST.length);
  const file = (problem: Problem) => (problem.file === document ? '' : problem.file);
  return problems.toSorted(
    (one, other) =>
      step(one) - step(other) ||
      file(one).localeCompare(file(other)) ||
      one.line - other.line ||
      one.column - other.column,
  );
}
