import { pointerTo } from '../json-pointer.ts';
import { member } from '../plain-object.ts';
import type { SchemaContext } from './normalize-schema.ts';
import type { PlacedSchema } from './schema-resources.ts';

/** More parts than any schema has that is written by hand. */
const MAX_PARTS = 200;

/** A schema and all that apply wherever it does: what it refers to and the parts of `allOf`, theirs included. */
export function composition(schema: PlacedSchema, { resources }: SchemaContext): readonly PlacedSchema[] {
  const parts: PlacedSchema[] = [];
  const pending = [schema];
  const seen = new Set<string>();
  for (let next = pending.pop(); next !== undefined && parts.length < MAX_PARTS; next = pending.pop()) {
    if (seen.has(next.pointer)) continue;
    seen.add(next.pointer);
    const part = resources.enter(next);
    parts.push(part);
    const target = member(part.value, '$ref') === undefined ? undefined : resources.follow(part, '$ref');
    if (target !== undefined) pending.push(target);
    const all = member(part.value, 'allOf');
    for (const [index, value] of (Array.isArray(all) ? all : []).entries())
      pending.push({ ...part, value, pointer: pointerTo(part.pointer, 'allOf', index) });
  }
  return parts;
}
