import type { SQLOutputValue } from 'node:sqlite';

/** A column that only this folder writes, always with JSON of this one type: hence the cast. */
export function readJsonColumn<Value>(column: SQLOutputValue | undefined): Value {
  return JSON.parse(String(column)) as Value;
}
