import type { SchemaObject, TypeName } from '../../../../lambdas/core/validation/schema.ts';
import type { Walk } from './walk.ts';

const ALL: ReadonlySet<TypeName> = new Set(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']);

/** Returns whether some type is in both, so that other keywords can be compared at all. */
export function compareTypes(base: SchemaObject, next: SchemaObject, walk: Walk): boolean {
  const [was, is] = [typesOf(base), typesOf(next)];
  const lost = [...was].filter((type) => !is.has(type));
  const gained = [...is].filter((type) => !was.has(type));
  const message = `type ${named(base)} became ${named(next)}`;
  if (lost.length > 0 && gained.length > 0) walk.tell('type-changed', message);
  else if (lost.length > 0) walk.tell('type-narrowed', message);
  else if (gained.length > 0) walk.tell('type-widened', message);
  return lost.length < was.size;
}

/** Every integer is a number too. */
export function typesOf({ type }: Pick<SchemaObject, 'type'>): ReadonlySet<TypeName> {
  if (type === undefined) return ALL;
  return new Set(
    [type].flat().flatMap((name): readonly TypeName[] => (name === 'number' ? [name, 'integer'] : [name])),
  );
}

const named = ({ type }: SchemaObject): string => (type === undefined ? 'any' : [type].flat().join(' or '));
