import { canonicalJson } from '../canonical-json.ts';
import type { Check, Evaluated, Run } from '../check.ts';
import type { Compilation } from '../compile-schema.ts';
import { plural } from '../plural.ts';
import type { SchemaObject } from '../schema.ts';

/** Keywords about arrays; a check is given nothing else. */
export function arrayChecks(schema: SchemaObject, compilation: Compilation): Check[] {
  const { minItems = 0, maxItems, uniqueItems } = schema;
  const checks: (ArrayCheck | undefined)[] = [
    minItems > 0
      ? countCheck('minItems', (count) => count >= minItems, `at least ${plural(minItems, 'item')}`)
      : undefined,
    maxItems === undefined
      ? undefined
      : countCheck('maxItems', (count) => count <= maxItems, `at most ${plural(maxItems, 'item')}`),
    uniqueItems === true ? uniqueCheck : undefined,
    itemsCheck(schema, compilation),
    containsCheck(schema, compilation),
  ];
  return checks.filter((check) => check !== undefined) as Check[]; // only arrays are given to them
}

type ArrayCheck = (value: readonly unknown[], run: Run, seen: Evaluated | undefined) => boolean;

const countCheck =
  (keyword: string, isRight: (count: number) => boolean, expected: string): ArrayCheck =>
  ({ length }, run) =>
    isRight(length) || run.violate(keyword, `must have ${expected}, has ${length}`);

/** One text for each item instead of each with each: a body can have millions. */
const uniqueCheck: ArrayCheck = (items, run) => {
  const known = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const text = canonicalJson(item);
    const first = known.get(text);
    if (first !== undefined)
      return run.violate('uniqueItems', `items ${first} and ${index} are equal, each must be unique`);
    known.set(text, index);
  }
  return true;
};

function itemsCheck({ prefixItems = [], items }: SchemaObject, { compile }: Compilation): ArrayCheck | undefined {
  if (prefixItems.length === 0 && items === undefined) return undefined;
  const first = prefixItems.map(compile);
  const rest = items === undefined ? undefined : compile(items);
  return (values, run, seen) => {
    let valid = true;
    const end = rest === undefined ? Math.min(first.length, values.length) : values.length;
    for (let index = 0; index < end; index++) {
      const check = first[index] ?? rest;
      if (check === undefined || run.below(index, true, values[index], check)) continue;
      valid = false;
      if (run.isDone) return false;
    }
    if (seen !== undefined) seen.itemsBefore = Math.max(seen.itemsBefore, end);
    return valid;
  };
}

function containsCheck(schema: SchemaObject, { compile }: Compilation): ArrayCheck | undefined {
  const { contains, minContains = 1, maxContains = Number.POSITIVE_INFINITY } = schema;
  if (contains === undefined) return undefined;
  const check = compile(contains);
  return (values, run, seen) => {
    let count = 0;
    run.silently(() => {
      for (const [index, value] of values.entries()) {
        if (!check(value, run, undefined)) continue;
        count++;
        seen?.items.add(index);
      }
      return true;
    });
    if (count < minContains)
      return run.violate(
        'contains',
        `must hold at least ${plural(minContains, 'item')} of the kind described, holds ${count}`,
      );
    if (count > maxContains)
      return run.violate(
        'maxContains',
        `must hold at most ${plural(maxContains, 'item')} of the kind described, holds ${count}`,
      );
    return true;
  };
}
