import type { RuleName } from '../rules/index.ts';
import { shown } from '../shown.ts';

/** A value of the language, the way to it, and where what is wrong with it goes. */
export interface Cursor {
  readonly value: unknown;
  /** Keys from `x-gateway` down. */
  readonly path: readonly string[];
  readonly report: CursorReport;
}

export type CursorReport = (rule: RuleName, path: readonly string[], message: string) => void;

/** Says that a value is not what its key takes. `expected` completes "expected …". */
export function wrong(cursor: Cursor, expected: string): undefined {
  cursor.report('x-gateway', cursor.path, `${cursor.path.join('.')} is ${shown(cursor.value)}, expected ${expected}`);
}
