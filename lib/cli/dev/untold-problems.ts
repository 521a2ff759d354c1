import type { Problem } from '../../compiler/index.ts';

/** All errors, and of the rest what was not among those told before: an edit elsewhere only moves them to other lines. */
export function untoldProblems(problems: readonly Problem[], told: readonly Problem[]): readonly Problem[] {
  const known = new Set(told.map(content));
  return problems.filter((problem) => problem.severity === 'error' || !known.has(content(problem)));
}

function content({ rule, message }: Problem): string {
  return `${rule}: ${message}`;
}
