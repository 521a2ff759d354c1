import { NUMBER_FORMATS, TEXT_FORMATS, UNCHECKED_FORMATS } from '../../../lambdas/core/validation/formats.ts';
import type { TypeName } from '../../../lambdas/core/validation/schema.ts';
import { dialectFault } from '../dialects/dialect-fault.ts';
import { info, warning } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { nearestWord } from '../nearest-word.ts';
import { isObject, member } from '../plain-object.ts';
import { shown } from '../shown.ts';
import { withinDepth } from '../within-depth.ts';
import { allOfPart } from './all-of-part.ts';
import { type KeywordOwner, normalizeSchema, referTo } from './normalize-schema.ts';
import type { PlacedSchema } from './schema-resources.ts';

/** Reads the value of one keyword; `undefined` leaves the keyword out. */
type KeywordReader = (place: PlacedSchema, owner: KeywordOwner) => unknown;

const TYPES: readonly TypeName[] = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];

/** A value as deep as this is compared on the stack. */
const MAX_VALUE_DEPTH = 64;

/** Says that a keyword's value is not one; what is not understood is not checked. */
function wrong({ value, pointer }: PlacedSchema, { context }: KeywordOwner, expected: string): undefined {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  context.report(
    warning('schema-keyword', pointer, `${name} is ${shown(value)}, expected ${expected}: it is not checked`),
  );
}

const below = (place: PlacedSchema, key: string | number): PlacedSchema => ({
  ...place,
  value: member(place.value, String(key)),
  pointer: pointerTo(place.pointer, key),
});

const schema: KeywordReader = (place, { context, nesting }) =>
  normalizeSchema(place, context, { ...nesting, optional: new Set() });

/** A schema for the same value as the one it is in. */
const samePlace: KeywordReader = (place, { context, nesting }) => normalizeSchema(place, context, nesting);

const listOf =
  (read: KeywordReader): KeywordReader =>
  (place, owner) => {
    const { value } = place;
    if (!Array.isArray(value) || value.length === 0) return wrong(place, owner, 'a list of schemas');
    return value.map((_, index) => read(below(place, index), owner));
  };

const mapOf =
  (read: KeywordReader, isKey: (key: string) => boolean = () => true): KeywordReader =>
  (place, owner) => {
    const { value } = place;
    if (!isObject(value)) return wrong(place, owner, 'an object of schemas');
    const entries = Object.keys(value).flatMap((key) => {
      if (isKey(key)) return [[key, read(below(place, key), owner)] as const];
      wrong(
        { ...place, value: key, pointer: pointerTo(place.pointer, key) },
        owner,
        'a regular expression of ECMA-262',
      );
      return [];
    });
    return Object.fromEntries(entries.filter(([, found]) => found !== undefined));
  };

const number =
  (isValid: (value: number) => boolean, expected: string): KeywordReader =>
  (place, owner) => {
    const { value } = place;
    return typeof value === 'number' && Number.isFinite(value) && isValid(value)
      ? value
      : wrong(place, owner, expected);
  };

const anyNumber = number(() => true, 'a number');
const count = number((value) => Number.isInteger(value) && value >= 0, 'a whole number from 0');

/** OpenAPI 3.0: a flag for `minimum` or `maximum` beside it. */
const exclusive =
  (bound: 'minimum' | 'maximum'): KeywordReader =>
  (place, owner) => {
    if (typeof place.value !== 'boolean') return anyNumber(place, owner);
    const limit = member(owner.schema.value, bound);
    return place.value && typeof limit === 'number' && Number.isFinite(limit) ? limit : undefined;
  };

/** A set: its order says nothing. */
const texts: KeywordReader = (place, owner) => {
  const { value } = place;
  const isList = Array.isArray(value) && value.every((item) => typeof item === 'string');
  return isList ? [...new Set(value)].sort() : wrong(place, owner, 'a list of names');
};

const required: KeywordReader = (place, owner) => {
  const names: unknown = texts(place, owner);
  const needed = Array.isArray(names) ? names.filter((name) => !owner.nesting.optional.has(name)) : [];
  return needed.length > 0 ? needed : undefined;
};

const type: KeywordReader = (place, owner) => {
  if (place.value === 'file') return 'string'; // as `format: binary`; some write it in 3.0
  const names = [place.value].flat();
  const strange = names.find((name) => !TYPES.some((known) => known === name));
  if (names.length > 0 && strange === undefined) return names.length === 1 ? names[0] : [...new Set(names)];
  const nearest = typeof strange === 'string' ? nearestWord(strange, TYPES) : undefined;
  return wrong(place, owner, nearest === undefined ? TYPES.join(', ') : `"${nearest}" (did you mean it)`);
};

const anyValue: KeywordReader = (place, owner) =>
  withinDepth(place.value, MAX_VALUE_DEPTH)
    ? place.value
    : wrong(place, owner, `a value at most ${MAX_VALUE_DEPTH} deep`);

const values: KeywordReader = (place, owner) =>
  Array.isArray(place.value) && place.value.length > 0
    ? anyValue(place, owner)
    : wrong(place, owner, 'a list of values');

const pattern: KeywordReader = (place, owner) => {
  const { value } = place;
  return typeof value === 'string' && isPattern(value)
    ? value
    : wrong(place, owner, 'a regular expression of ECMA-262');
};

function isPattern(text: string): boolean {
  return ['u', ''].some((flags) => {
    try {
      return Boolean(new RegExp(text, flags));
    } catch {
      return false;
    }
  });
}

const flag: KeywordReader = (place, owner) =>
  typeof place.value === 'boolean' ? place.value || undefined : wrong(place, owner, 'true or false');

/** Other parts of the compiler read them, beside `$ref` too. */
export const FLAGS: ReadonlySet<string> = new Set(['nullable', 'readOnly', 'writeOnly']);

const flagElsewhere: KeywordReader = (place, owner) => {
  flag(place, owner);
  return undefined;
};

/** OpenAPI leaves the list of formats open: one that is not known decides nothing. */
const format: KeywordReader = (place, owner) => {
  const { value, pointer } = place;
  if (typeof value !== 'string') return wrong(place, owner, 'a text');
  const { told, report } = owner.context;
  const isKnown = [TEXT_FORMATS, NUMBER_FORMATS].some((formats) => Object.hasOwn(formats, value));
  if (!isKnown && !UNCHECKED_FORMATS.has(value) && !told.has(`format ${value}`)) {
    told.add(`format ${value}`);
    report(
      info('schema-reading', pointer, `values of format ${shown(value)} are not checked: the format is not known here`),
    );
  }
  return value;
};

const reference =
  (key: '$ref' | '$dynamicRef'): KeywordReader =>
  (_, { schema: owner, context }) =>
    referTo(owner, key, context)?.$ref;

const unchecked =
  (why: string): KeywordReader =>
  ({ pointer }, { context }) => {
    context.report(info('schema-reading', pointer, why));
    return undefined;
  };

/** What a text holds: JSON Schema asks nothing of it by itself (validation, section 8.1). */
const mediaType: KeywordReader = (place, owner) => {
  const saysNothing = place.value === 'application/octet-stream' || place.value === 'text/plain';
  return saysNothing ? undefined : unchecked('what a text holds (contentMediaType) is not checked')(place, owner);
};

const dialect: KeywordReader = ({ value, pointer }, { context }) => {
  const message = dialectFault('$schema', value, context.dialect);
  if (message !== undefined && !context.told.has(message)) context.report(warning('schema-dialect', pointer, message));
  if (message !== undefined) context.told.add(message);
  return undefined;
};

/** Every keyword that decides about values, in OpenAPI 3.0 or 3.1. */
export const KEYWORDS: Readonly<Record<string, KeywordReader>> = {
  $ref: reference('$ref'),
  $dynamicRef: reference('$dynamicRef'),
  type,
  const: anyValue,
  enum: values,
  multipleOf: number((value) => value > 0, 'a number above 0'),
  minimum: anyNumber,
  maximum: anyNumber,
  exclusiveMinimum: exclusive('minimum'),
  exclusiveMaximum: exclusive('maximum'),
  minLength: count,
  maxLength: count,
  pattern,
  format,
  prefixItems: listOf(schema),
  items: schema,
  contains: schema,
  minContains: count,
  maxContains: count,
  minItems: count,
  maxItems: count,
  uniqueItems: flag,
  unevaluatedItems: schema,
  properties: mapOf(schema),
  patternProperties: mapOf(schema, isPattern),
  additionalProperties: schema,
  propertyNames: schema,
  required,
  minProperties: count,
  maxProperties: count,
  dependentRequired: mapOf(texts),
  dependentSchemas: mapOf(samePlace),
  unevaluatedProperties: schema,
  allOf: listOf(allOfPart),
  anyOf: listOf(samePlace),
  oneOf: listOf(samePlace),
  not: schema,
  if: schema,
  // biome-ignore lint/suspicious/noThenProperty: the keyword's name
  then: samePlace,
  else: samePlace,
  ...Object.fromEntries([...FLAGS].map((key) => [key, flagElsewhere])),
  $schema: dialect,
  contentMediaType: mediaType,
  contentEncoding: unchecked('how a text is encoded (contentEncoding) is not checked, format: byte is'),
  contentSchema: unchecked('what a text holds (contentSchema) is not checked, only the text itself'),
};

/** Keywords that decide nothing about a value, or that other parts of the compiler read. */
export const ANNOTATIONS: ReadonlySet<string> = new Set([
  ...['$id', '$anchor', '$dynamicAnchor', '$defs', '$comment', '$vocabulary', 'definitions', 'id'],
  ...['title', 'description', 'summary', 'default', 'deprecated', 'example', 'examples', 'externalDocs', 'xml'],
  'discriminator',
]);
