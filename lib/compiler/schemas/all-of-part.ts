import { member } from '../plain-object.ts';
import { type KeywordOwner, normalizeSchema } from './normalize-schema.ts';
import type { PlacedSchema } from './schema-resources.ts';

/**
 * A part of `allOf`. One that only refers to a schema is shared with all who refer to it, unless that schema requires a
 * property which the schema around the part makes optional in this direction.
 */
export function allOfPart(part: PlacedSchema, { context, nesting }: KeywordOwner) {
  const placed = context.resources.enter(part);
  if (nesting.optional.size > 0 && member(part.value, '$ref') !== undefined) {
    const target = context.resources.follow(placed, '$ref');
    const required = member(target?.value, 'required');
    const isSofter = Array.isArray(required) && required.some((name) => nesting.optional.has(name));
    if (target !== undefined && isSofter) return normalizeSchema(target, context, nesting);
  }
  return normalizeSchema(part, context, nesting);
}
