import type { SchemaObject } from '../../../../lambdas/core/validation/schema.ts';
import type { Walk } from './walk.ts';

const COUNTS = [
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties'],
] as const;

/** Bounds of numbers, of lengths and of counts, and `multipleOf`. */
export function compareRanges(base: SchemaObject, next: SchemaObject, walk: Walk): void {
  compareBound('minimum', lowest(base), lowest(next), walk);
  compareBound('maximum', highest(base), highest(next), walk);
  for (const [least, most] of COUNTS) {
    compareBound(least, [base[least] ?? 0, 0], [next[least] ?? 0, 0], walk);
    compareBound(most, [-(base[most] ?? Infinity), 0], [-(next[most] ?? Infinity), 0], walk);
  }
  compareMultiples(base.multipleOf, next.multipleOf, walk);
}

/** A bound from below, and whether it is excluded (1); those from above are negated. The higher is the stricter. */
type Bound = readonly [value: number, excluded: 0 | 1];

const stricter = ([one, oneOut]: Bound, [other, otherOut]: Bound): number => {
  if (one === other) return oneOut - otherOut;
  return one > other ? 1 : -1;
};

function lowest({ minimum = -Infinity, exclusiveMinimum = -Infinity }: SchemaObject): Bound {
  return exclusiveMinimum >= minimum && exclusiveMinimum !== -Infinity ? [exclusiveMinimum, 1] : [minimum, 0];
}

function highest({ maximum = Infinity, exclusiveMaximum = Infinity }: SchemaObject): Bound {
  return exclusiveMaximum <= maximum && exclusiveMaximum !== Infinity ? [-exclusiveMaximum, 1] : [-maximum, 0];
}

function compareBound(name: string, base: Bound, next: Bound, walk: Walk): void {
  const order = stricter(next, base);
  if (order === 0) return;
  const message = `${name} ${text(base)} became ${text(next)}`;
  walk.tell(order > 0 ? 'range-narrowed' : 'range-widened', message);
}

function text([value, excluded]: Bound): string {
  if (!Number.isFinite(value)) return 'none';
  return `${excluded ? 'exclusive ' : ''}${Math.abs(value)}`;
}

function compareMultiples(base: number | undefined, next: number | undefined, walk: Walk): void {
  if (base === next) return;
  const message = `multipleOf ${base ?? 'none'} became ${next ?? 'none'}`;
  if (base === undefined || isMultiple(next, base)) walk.tell('multiple-narrowed', message);
  else if (next === undefined || isMultiple(base, next)) walk.tell('multiple-widened', message);
  else walk.tell('multiple-changed', message);
}

const isMultiple = (value: number | undefined, of: number): boolean =>
  value !== undefined && Number.isInteger(Number((value / of).toPrecision(12)));
