import { Run, type Violation } from './check.ts';
import type { Place } from './operation-description.ts';
import type { Schema } from './schema.ts';
import type { TextReader } from './text-values.ts';

/** What is wrong with one value of a message. */
export interface Fault extends Violation {
  readonly in: Place | 'body' | 'status';
  /** Of the parameter. */
  readonly name?: string;
}

export type FaultyPlace = Pick<Fault, 'in' | 'name'>;

/** The value takes more work than is given to one: nothing is known of it. */
const EXHAUSTED: Violation = { path: [], keyword: 'complexity', detail: 'is too complex to be checked' };

/** What a schema finds wrong with a value. */
export function schemaFaults(
  place: FaultyPlace,
  value: unknown,
  schema: Schema,
  { schemas, matches }: TextReader,
): readonly Fault[] {
  const run = new Run(matches);
  const isValid = schemas.check(schema)(value, run, undefined);
  if (isValid) return [];
  return (run.exhausted ? [EXHAUSTED] : run.violations).map((violation) => ({ ...place, ...violation }));
}

/** A fault of HTTP, not of a schema. */
export const faultOf = (place: FaultyPlace, keyword: string, detail: string): Fault => ({
  ...place,
  path: [],
  keyword,
  detail,
});
