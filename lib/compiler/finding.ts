import type { Finding } from './problem.ts';
import type { RuleName } from './rules/index.ts';

/** Where a stage of the compiler puts what it finds; it goes on with the rest of the document. */
export type Report = (finding: Finding) => void;

export const error = (rule: RuleName, pointer: string, message: string): Finding => ({
  rule,
  severity: 'error',
  message,
  pointer,
});

export const warning = (rule: RuleName, pointer: string, message: string): Finding => ({
  rule,
  severity: 'warning',
  message,
  pointer,
});

export const info = (rule: RuleName, pointer: string, message: string): Finding => ({
  rule,
  severity: 'info',
  message,
  pointer,
});
