import { formatProblem, type Problem } from '../compiler/index.ts';

/** `2 errors, 1 warning`, or `no problems`. */
export function countProblems(problems: readonly Problem[]): string {
  const counts = (['error', 'warning', 'info'] as const)
    .map((severity) => ({ severity, count: problems.filter((problem) => problem.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}${count > 1 && severity !== 'info' ? 's' : ''}`);
  return counts.length === 0 ? 'no problems' : counts.join(', ');
}

/** The lines of all errors and warnings, and of the first `infos` of the rest. */
export function formatProblems(problems: readonly Problem[], options: { readonly infos: number }): readonly string[] {
  const loud = problems.filter((problem) => problem.severity !== 'info');
  const quiet = problems.filter((problem) => problem.severity === 'info');
  const hidden = quiet.length - options.infos;
  return [
    ...[...loud, ...quiet.slice(0, options.infos)].map(formatProblem),
    ...(hidden > 0 ? [`… and ${hidden} more of severity info: \`gatewright validate\` shows all`] : []),
  ];
}
