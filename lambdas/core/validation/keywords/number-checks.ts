import type { Check } from '../check.ts';
import { formatCheck } from '../format-check.ts';
import { isMultipleOf } from '../is-multiple-of.ts';
import type { SchemaObject } from '../schema.ts';

export function numberChecks(schema: SchemaObject): Check[] {
  const { multipleOf, minimum, maximum, exclusiveMinimum, exclusiveMaximum, format } = schema;
  const bounds: readonly [keyword: string, limit: number | undefined, isWithin: Compare, expected: string][] = [
    ['minimum', minimum, (value, limit) => value >= limit, 'at least'],
    ['maximum', maximum, (value, limit) => value <= limit, 'at most'],
    ['exclusiveMinimum', exclusiveMinimum, (value, limit) => value > limit, 'more than'],
    ['exclusiveMaximum', exclusiveMaximum, (value, limit) => value < limit, 'less than'],
    ['multipleOf', multipleOf, isMultipleOf, 'a multiple of'],
  ];
  const checks = bounds.flatMap(([keyword, limit, isWithin, expected]): Check[] =>
    limit === undefined
      ? []
      : [(value, run) => isWithin(Number(value), limit) || run.violate(keyword, `must be ${expected} ${limit}`)],
  );
  return [...checks, ...formatCheck(format, 'number')];
}

type Compare = (value: number, limit: number) => boolean;
