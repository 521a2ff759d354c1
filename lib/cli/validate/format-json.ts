import { rulePageUrl } from '../docs-url.ts';
import type { Validated } from './validated.ts';

/** The shape is described in `docs/validate.md`; what reads it may count on it within one `version`. */
export function formatJson(validated: readonly Validated[]): string {
  const documents = validated.map(({ file, problems, unreadable }) => ({
    document: file,
    problems: problems.map((problem) => ({ ...problem, page: rulePageUrl(problem.rule) })),
    ...(unreadable !== undefined && { error: { code: unreadable.code, message: unreadable.message } }),
  }));
  return JSON.stringify({ version: 1, documents }, null, 2);
}
