import type { Schema, SchemaObject } from '../../../../lambdas/core/validation/schema.ts';
import { typeOf } from '../../../../lambdas/core/validation/type-of.ts';
import { typesOf } from './compare-types.ts';
import { listedValues } from './compare-values.ts';
import { dereferenced, NEVER } from './plain-schema.ts';

/** Schemas inside each other that are looked into; deeper ones are taken to overlap. */
const MAX_DEPTH = 6;

/** Whether it is certain that no value fits both: their types, their listed values, or a property that both need. */
export function areDisjoint(
  one: Schema,
  other: Schema,
  definitions: ReadonlyMap<string, Schema>,
  depth = MAX_DEPTH,
): boolean {
  if (depth === 0) return false;
  const deeper = (a: Schema, b: Schema) => areDisjoint(a, b, definitions, depth - 1);
  const [a, b] = [dereferenced(one, definitions), dereferenced(other, definitions)];
  if (a === NEVER || b === NEVER || haveNoValue(a, b) || haveNoValue(b, a) || haveNoObject(a, b, deeper)) return true;
  const [choices, others] = [a.anyOf ?? a.oneOf, b.anyOf ?? b.oneOf];
  return (
    a.allOf?.some((part) => deeper(part, b)) ||
    b.allOf?.some((part) => deeper(a, part)) ||
    choices?.every((choice) => deeper(choice, b)) ||
    others?.every((choice) => deeper(a, choice)) ||
    false
  );
}

function haveNoValue(one: SchemaObject, other: SchemaObject): boolean {
  const types = typesOf(other);
  const listed = listedValues(one);
  if (listed === undefined) return [...typesOf(one)].every((type) => !types.has(type));
  const theirs = listedValues(other);
  const known = theirs && new Set(theirs.map((value) => JSON.stringify(value)));
  return listed.every((value) => !types.has(typeOf(value)) || known?.has(JSON.stringify(value)) === false);
}

/** Where only objects fit both: whether no object does. */
function haveNoObject(a: SchemaObject, b: SchemaObject, deeper: (a: Schema, b: Schema) => boolean): boolean {
  const types = typesOf(b);
  if ([...typesOf(a)].some((type) => type !== 'object' && types.has(type))) return false;
  const needed = [a, b].flatMap(({ required = [] }) => required);
  return needed.some((name) => deeper(property(a, name), property(b, name)));
}

function property({ properties = {}, patternProperties, additionalProperties = true }: SchemaObject, name: string) {
  if (Object.hasOwn(properties, name)) return properties[name] ?? true;
  return patternProperties === undefined ? additionalProperties : true;
}
