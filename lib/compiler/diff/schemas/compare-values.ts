import { isDeepStrictEqual } from 'node:util';
import type { SchemaObject } from '../../../../lambdas/core/validation/schema.ts';
import { shown } from '../../shown.ts';
import type { Walk } from './walk.ts';

/** `enum` and `const`: the values that are listed. */
export function compareValues(base: SchemaObject, next: SchemaObject, walk: Walk): void {
  const [was, is] = [listedValues(base), listedValues(next)];
  if (was === undefined && is === undefined) return;
  if (was === undefined) walk.tell('enum-set', `only ${shown(is)} is allowed, any value was`);
  else if (is === undefined) walk.tell('enum-unset', `any value is allowed, ${shown(was)} was`);
  else {
    const [removed, added] = [missingIn(is, was), missingIn(was, is)];
    if (removed.length > 0) walk.tell('enum-value-removed', `value ${removed.join(', ')} removed`);
    if (added.length > 0) walk.tell('enum-value-added', `value ${added.join(', ')} added`);
  }
}

/** What alone is valid; `undefined`: any value may be. */
export function listedValues({ const: only, enum: listed }: SchemaObject): readonly unknown[] | undefined {
  if (only === undefined) return listed;
  return listed === undefined || listed.some((value) => isDeepStrictEqual(value, only)) ? [only] : [];
}

function missingIn(list: readonly unknown[], of: readonly unknown[]): readonly string[] {
  const known = new Set(list.map((value) => JSON.stringify(value)));
  return of.filter((value) => !known.has(JSON.stringify(value))).map(shown);
}
