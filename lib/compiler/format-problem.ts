import type { Problem } from './problem.ts';

/** One line: `file:line:column severity rule: message`, which terminals and editors make clickable. */
export function formatProblem(problem: Problem): string {
  const { file, line, column, severity, rule, message } = problem;
  return `${file}:${line}:${column} ${severity} ${rule}: ${message}`;
}
