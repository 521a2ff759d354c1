import type { Schema, SchemaObject } from '../../../lambdas/core/validation/schema.ts';
import { info, warning } from '../finding.ts';
import { pointerKeys, pointerTo } from '../json-pointer.ts';
import { isObject, member } from '../plain-object.ts';
import { composition } from './composition.ts';
import type { SchemaContext } from './normalize-schema.ts';
import type { PlacedSchema } from './schema-resources.ts';

/** An alternative of `oneOf` or `anyOf`, and the values of the property that name it. */
interface Alternative {
  readonly schema: Schema;
  readonly names: readonly string[];
}

/**
 * A schema with `discriminator` and `oneOf` or `anyOf`: the property decides which alternative applies, so that its faults
 * are told of that one alone, and alternatives that overlap do not refuse a value. A name is what `mapping` says, the
 * component's own, or what the alternative itself lists for the property.
 */
export function discriminated(schema: SchemaObject, placed: PlacedSchema, context: SchemaContext): SchemaObject {
  const discriminator = member(placed.value, 'discriminator');
  if (discriminator === undefined) return schema;
  const pointer = pointerTo(placed.pointer, 'discriminator');
  const property = member(discriminator, 'propertyName');
  const key = schema.oneOf === undefined ? 'anyOf' : 'oneOf';
  const branches = schema[key];
  if (typeof property !== 'string') {
    context.report(
      warning('schema-keyword', pointer, 'a discriminator has no propertyName, name the property: it is not checked'),
    );
    return schema;
  }
  if (branches === undefined) {
    const message =
      'a discriminator without oneOf or anyOf chooses nothing: only this schema is checked, not those made of it';
    context.report(info('schema-reading', pointer, message));
    return schema;
  }
  const mapped = mappedNames(member(discriminator, 'mapping'), placed, context);
  const alternatives = branches.map((branch, index): Alternative => {
    const at = pointerTo(placed.pointer, key, index);
    const value = member(member(placed.value, key), String(index));
    return { schema: branch, names: namesOf({ ...placed, value, pointer: at }, { property, mapped, context }) };
  });
  if (alternatives.some(({ names }) => names.length === 0)) {
    const message = `the discriminator does not choose: an alternative of ${key} has no name, refer to a component or add a mapping`;
    context.report(info('schema-reading', pointer, message));
    return schema;
  }
  const { [key]: _, ...rest } = schema;
  return { ...rest, allOf: [...(schema.allOf ?? []), choice(property, alternatives)] };
}

function choice(property: string, alternatives: readonly Alternative[]): SchemaObject {
  const byName = new Map<string, Schema[]>();
  for (const { schema, names } of alternatives)
    for (const name of names) byName.set(name, [...(byName.get(name) ?? []), schema]);
  return {
    type: 'object',
    required: [property],
    properties: { [property]: { enum: [...byName.keys()] } },
    allOf: [...byName].map(([name, [first = true, ...others]]) => ({
      if: { properties: { [property]: { const: name } }, required: [property] },
      // biome-ignore lint/suspicious/noThenProperty: the keyword's name
      then: others.length === 0 ? first : { anyOf: [first, ...others] },
    })),
  };
}

/** What a discriminator's `mapping` calls each schema, by the schema's pointer. */
interface MappedNames {
  readonly byPointer: ReadonlyMap<string, readonly string[]>;
  readonly all: ReadonlySet<string>;
}

function mappedNames(mapping: unknown, placed: PlacedSchema, { resources }: SchemaContext): MappedNames {
  const entries = Object.entries(isObject(mapping) ? mapping : {});
  const byPointer = new Map<string, string[]>();
  for (const [name, named] of entries) {
    const $ref = typeof named === 'string' && !/[#/]/.test(named) ? `#/components/schemas/${named}` : named;
    const found = resources.follow({ ...placed, value: { $ref } }, '$ref');
    if (found !== undefined) byPointer.set(found.pointer, [...(byPointer.get(found.pointer) ?? []), name]);
  }
  return { byPointer, all: new Set(entries.map(([name]) => name)) };
}

interface Choosing {
  readonly property: string;
  readonly mapped: MappedNames;
  readonly context: SchemaContext;
}

function namesOf(branch: PlacedSchema, { property, mapped, context }: Choosing): readonly string[] {
  const { resources } = context;
  const target = member(branch.value, '$ref') === undefined ? undefined : resources.follow(branch, '$ref');
  const own = pointerKeys(target?.pointer ?? '').filter(
    (name, index, keys) => index === keys.length - 1 && !mapped.all.has(name),
  );
  const listed = composition(branch, context).flatMap(({ value }) => {
    const rule = member(member(value, 'properties'), property);
    return [member(rule, 'const'), member(rule, 'enum')].flat().filter((name) => typeof name === 'string');
  });
  return [...new Set([...(mapped.byPointer.get(target?.pointer ?? '') ?? []), ...own, ...listed])];
}
