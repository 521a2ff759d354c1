import type { Schema } from '../../../../lambdas/core/validation/schema.ts';
import type { Direction } from '../../schemas/schema-set.ts';
import type { ValueCheckName, Verdict } from '../checks.ts';

/** One difference between two schemas. */
export interface SchemaChange {
  /** The new document's definition that it is in; `undefined`: in the schema itself. */
  readonly definition: string | undefined;
  readonly check: ValueCheckName;
  readonly verdict: Verdict;
  /** Way to the value, such as `items[].name`; empty: the value itself. */
  readonly at: string;
  /** JSON Pointer below the schema or the definition, as far as it is known. */
  readonly pointer: string;
  readonly message: string;
}

/** Two schemas on their way to be compared, and where what differs goes. */
export interface Walk {
  /** Of a value inside this one; `keys` lead to its schema. */
  at(step: string, ...keys: readonly (string | number)[]): Walk;
  /** Of values that must not be. */
  negated(): Walk;
  tell(check: ValueCheckName, message: string): void;
  compare(base: Schema, next: Schema): void;
  /** Whether nothing differs, behind references too. */
  isSame(base: Schema, next: Schema): boolean;
  /** Whether nothing breaks where such values are sent: in requests the one is within the other, in responses the other way round. */
  isCompatible(base: Schema, next: Schema, direction: Direction): boolean;
  /** Whether all values of `one` fit `other`, both schemas of the same side. */
  isWithin(one: Schema, other: Schema, side: keyof Definitions): boolean;
  /** What references lead to, on either side. */
  readonly definitions: Definitions;
}

export interface Definitions {
  readonly base: ReadonlyMap<string, Schema>;
  readonly next: ReadonlyMap<string, Schema>;
}
