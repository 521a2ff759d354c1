import type { Schema, SchemaMap, SchemaObject } from '../../../../lambdas/core/validation/schema.ts';
import type { Walk } from './walk.ts';

export function compareObjects(base: SchemaObject, next: SchemaObject, walk: Walk): void {
  compareProperties(base, next, walk);
  compareRequired(base, next, walk);
  compareOthers(base, next, walk);
  compareMaps(base.patternProperties, next.patternProperties, walk);
  compareMaps(base.dependentSchemas, next.dependentSchemas, walk);
  if (base.propertyNames !== undefined || next.propertyNames !== undefined)
    walk.at('.*', 'propertyNames').compare(base.propertyNames ?? true, next.propertyNames ?? true);
  compareDependencies(base.dependentRequired ?? {}, next.dependentRequired ?? {}, walk);
}

function compareProperties(base: SchemaObject, next: SchemaObject, walk: Walk): void {
  const { properties: was = {} } = base;
  const { properties: is = {} } = next;
  for (const [name, schema] of Object.entries(was)) {
    const property = walk.at(`.${name}`, 'properties', name);
    const now = own(is, name);
    if (now !== undefined) property.compare(schema, now);
    else if (typeof next.additionalProperties === 'object') property.compare(schema, next.additionalProperties);
    else property.tell(removalCheck(name, base, next), 'property removed');
  }
  for (const [name, schema] of Object.entries(is)) {
    if (own(was, name) !== undefined) continue;
    const property = walk.at(`.${name}`, 'properties', name);
    // A map of values of one kind: the name was allowed already.
    if (typeof base.additionalProperties === 'object') property.compare(base.additionalProperties, schema);
    else if (!next.required?.includes(name)) property.tell('new-optional-property', 'new property');
  }
}

function removalCheck(name: string, base: SchemaObject, next: SchemaObject) {
  if (base.required?.includes(name)) return 'required-property-removed';
  return next.additionalProperties === false ? 'property-refused' : 'property-removed';
}

function compareRequired(base: SchemaObject, next: SchemaObject, walk: Walk): void {
  const isIn = ({ properties = {} }: SchemaObject, name: string) => own(properties, name) !== undefined;
  for (const name of next.required ?? []) {
    if (base.required?.includes(name)) continue;
    if (isIn(next, name) && !isIn(base, name))
      walk.at(`.${name}`, 'properties', name).tell('new-required-property', 'new required property');
    else walk.at(`.${name}`, 'properties', name).tell('property-became-required', 'property became required');
  }
  for (const name of base.required ?? []) {
    // Of a property that is gone its removal tells.
    const isGone = isIn(base, name) && !isIn(next, name) && typeof next.additionalProperties !== 'object';
    if (next.required?.includes(name) || isGone) continue;
    walk.at(`.${name}`, 'properties', name).tell('property-became-optional', 'property became optional');
  }
}

/** Properties that are not named. */
function compareOthers(base: SchemaObject, next: SchemaObject, walk: Walk): void {
  const [was, is] = [othersOf(base), othersOf(next)];
  if (typeof was === 'boolean' && was === is) return;
  if (is === false) walk.tell('other-properties-refused', 'properties that are not named are refused');
  else if (was === false) walk.tell('other-properties-allowed', 'properties that are not named are allowed');
  else walk.at('.*', 'additionalProperties').compare(was, is);
}

const othersOf = ({ additionalProperties, unevaluatedProperties }: SchemaObject): Schema =>
  additionalProperties ?? unevaluatedProperties ?? true;

/** Schemas by pattern of names, or by a property that brings them in. */
function compareMaps(base: SchemaMap = {}, next: SchemaMap = {}, walk: Walk): void {
  for (const key of new Set([...Object.keys(base), ...Object.keys(next)])) {
    const [was, is] = [own(base, key), own(next, key)];
    if (was !== undefined && is !== undefined) walk.at(`.${key}`).compare(was, is);
    else
      walk.tell(
        is === undefined ? 'part-removed' : 'part-added',
        `what holds for ${key} is ${is === undefined ? 'gone' : 'new'}`,
      );
  }
}

type Dependencies = Readonly<Record<string, readonly string[]>>;

function compareDependencies(base: Dependencies, next: Dependencies, walk: Walk): void {
  for (const key of new Set([...Object.keys(base), ...Object.keys(next)])) {
    const [was, is] = [own(base, key) ?? [], own(next, key) ?? []];
    const needs = (names: readonly string[]) => `${key} needs ${names.join(', ') || 'nothing'}`;
    if (is.some((name) => !was.includes(name))) walk.tell('part-added', needs(is));
    if (was.some((name) => !is.includes(name))) walk.tell('part-removed', needs(is));
  }
}

function own<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
