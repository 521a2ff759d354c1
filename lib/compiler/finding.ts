import type { Finding } from './problem.ts';

/** Where a stage of the compiler puts what it finds; it goes on with the rest of the document. */
export type Report = (finding: Finding) => void;

export const error = (rule: string, pointer: string, message: string): Finding => ({
  rule,
  severity: 'error',
  message,
  pointer,
});

export const warning = (rule: string, pointer: string, message: string): Finding => ({
  rule,
  severity: 'warning',
  message,
  pointer,
});

export const info = (rule: string, pointer: string, message: string): Finding => ({
  rule,
  severity: 'info',
  message,
  pointer,
});
