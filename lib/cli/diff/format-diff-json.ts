import type { Problem } from '../../compiler/index.ts';
import type { DiffReport } from './diff-report.ts';

/** The shape is described in `docs/diff.md`; what reads it may count on it within one `version`. */
export function formatDiffJson({ document, base, changes, deployment }: DiffReport): string {
  return JSON.stringify({ version: 1, document, base, changes, deployment: deployment ?? null }, null, 2);
}

/** Of a document with errors nothing is compared. */
export function formatErrorsJson(document: string, base: string, errors: readonly Problem[]): string {
  return JSON.stringify({ version: 1, document, base, errors }, null, 2);
}
