import type { Schema, SchemaObject } from '../../../../lambdas/core/validation/schema.ts';
import type { Walk } from './walk.ts';

export function compareArrays(base: SchemaObject, next: SchemaObject, walk: Walk): void {
  const length = Math.max(base.prefixItems?.length ?? 0, next.prefixItems?.length ?? 0);
  for (let index = 0; index < length; index++)
    walk.at(`[${index}]`, 'prefixItems', index).compare(itemAt(base, index), itemAt(next, index));
  for (const key of ['items', 'unevaluatedItems'] as const) {
    if (base[key] !== undefined || next[key] !== undefined)
      walk.at('[]', key).compare(base[key] ?? true, next[key] ?? true);
  }
  if (base.uniqueItems !== next.uniqueItems)
    walk.tell(next.uniqueItems ? 'unique-set' : 'unique-unset', `uniqueItems became ${next.uniqueItems ?? false}`);
  compareContains(base, next, walk);
}

const itemAt = ({ prefixItems = [], items = true }: SchemaObject, index: number): Schema => prefixItems[index] ?? items;

function compareContains(base: SchemaObject, next: SchemaObject, walk: Walk): void {
  const counts = ({ minContains = 1, maxContains }: SchemaObject) => `${minContains} to ${maxContains ?? 'any'}`;
  if (base.contains === undefined && next.contains === undefined) return;
  if (base.contains === undefined) walk.tell('part-added', 'contains is new');
  else if (next.contains === undefined) walk.tell('part-removed', 'contains is gone');
  else if (counts(base) !== counts(next) || !walk.isSame(base.contains, next.contains))
    walk.tell('schema-changed', 'what an array must contain changed');
}
