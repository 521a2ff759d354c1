/** EDGE: the file of access logs. */
import { appendFileSync, closeSync, openSync } from 'node:fs';
import { UserError } from '../../errors.ts';
import { printResult } from '../output.ts';

export interface AccessLog {
  readonly write: (line: string) => void;
  readonly close: () => void;
}

/** Lines are added to what the file has, each at once: a log that is followed shows the request that was just answered. */
export function openAccessLog(file: string): AccessLog {
  if (file === '-') return { write: printResult, close: () => {} };
  let descriptor: number;
  try {
    descriptor = openSync(file, 'a');
  } catch (cause) {
    throw new UserError('OUTPUT_UNWRITABLE', `cannot write the access log ${file}: name another file`, { cause });
  }
  return { write: (line) => appendFileSync(descriptor, `${line}\n`), close: () => closeSync(descriptor) };
}
