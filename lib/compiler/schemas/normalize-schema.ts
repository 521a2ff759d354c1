import type { Schema, SchemaObject } from '../../../lambdas/core/validation/schema.ts';
import type { Dialect } from '../dialects/normal-document.ts';
import { info, type Report, warning } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { nearestWord } from '../nearest-word.ts';
import { isObject, member, type PlainObject } from '../plain-object.ts';
import { shown } from '../shown.ts';
import { discriminated } from './discriminated.ts';
import { ANNOTATIONS, FLAGS, KEYWORDS } from './keywords.ts';
import { lettingNullPass } from './letting-null-pass.ts';
import { notRequired } from './not-required.ts';
import type { PlacedSchema, SchemaResources } from './schema-resources.ts';
import type { Direction } from './schema-set.ts';

export interface SchemaContext {
  readonly dialect: Dialect;
  readonly direction: Direction;
  readonly report: Report;
  readonly resources: SchemaResources;
  /** The reference to a schema of the document, which is brought into normal form in its turn. */
  readonly define: (target: PlacedSchema) => string;
  /** What need not be said at each place. */
  readonly told: Set<string>;
}

/** Deeper than any schema that is written by hand; each level is a frame of the stack. */
const MAX_DEPTH = 128;

export interface Nesting {
  readonly depth: number;
  /** Properties that this direction does not require, of the schemas around this one. */
  readonly optional: ReadonlySet<string>;
}

const OUTERMOST: Nesting = { depth: 0, optional: new Set() };

/** A schema of OpenAPI 3.0 or 3.1 as JSON Schema 2020-12. */
export function normalizeSchema(written: PlacedSchema, context: SchemaContext, nesting: Nesting = OUTERMOST): Schema {
  const { value, pointer } = written;
  if (typeof value === 'boolean') return value;
  if (!isObject(value) || nesting.depth > MAX_DEPTH) {
    const found = isObject(value) ? `nested more than ${MAX_DEPTH} deep` : shown(value);
    context.report(
      warning('schema-keyword', pointer, `a schema is ${found}, expected an object: nothing is checked here`),
    );
    return true;
  }
  const placed = context.resources.enter(written);
  if (context.dialect === '3.0' && member(value, '$ref') !== undefined) return onlyReference(placed, value, context);
  const optional = new Set([...nesting.optional, ...notRequired(placed, context)]);
  const entries = Object.entries(value).flatMap(([key, child]) => {
    const place = { ...placed, value: child, pointer: pointerTo(pointer, key) };
    return readKeyword(key, place, { schema: placed, context, nesting: { depth: nesting.depth + 1, optional } });
  });
  // Each keyword's reader gives what its keyword takes.
  const normal = Object.fromEntries(entries) as SchemaObject;
  const chosen = discriminated(normal, placed, context);
  return member(value, 'nullable') === true ? lettingNullPass(chosen, placed, context) : chosen;
}

/** OpenAPI 3.0 ignores what stands beside a `$ref`; but whoever writes `nullable: true` there means it. */
function onlyReference(placed: PlacedSchema, value: PlainObject, context: SchemaContext): Schema {
  const ignored = Object.keys(value).filter((key) => Object.hasOwn(KEYWORDS, key) && key !== '$ref' && !FLAGS.has(key));
  if (ignored.length > 0) {
    const message = `${ignored.join(', ')} beside $ref is ignored, as OpenAPI 3.0 says; write allOf: [{ $ref }] or openapi: 3.1.0`;
    context.report(info('schema-reading', placed.pointer, message));
  }
  const owner = { schema: placed, context, nesting: OUTERMOST };
  for (const key of Object.keys(value).filter((key) => FLAGS.has(key)))
    readKeyword(key, { ...placed, value: value[key], pointer: pointerTo(placed.pointer, key) }, owner);
  const reference = referTo(placed, '$ref', context);
  if (reference === undefined) return true;
  return member(value, 'nullable') === true ? lettingNullPass(reference, placed, context) : reference;
}

/** What cannot be found is nothing to check, and no reason to serve nothing. */
export function referTo(
  placed: PlacedSchema,
  key: '$ref' | '$dynamicRef',
  { resources, define, report }: SchemaContext,
) {
  const target = resources.follow(placed, key, ({ rule, pointer, message }) =>
    report(warning(rule, pointer, `${message}: nothing is checked here`)),
  );
  return target && { $ref: define(target) };
}

export interface KeywordOwner {
  /** The schema that the keyword stands in. */
  readonly schema: PlacedSchema;
  readonly context: SchemaContext;
  readonly nesting: Nesting;
}

function readKeyword(key: string, place: PlacedSchema, owner: KeywordOwner): readonly (readonly [string, unknown])[] {
  const reader = Object.hasOwn(KEYWORDS, key) ? KEYWORDS[key] : undefined;
  if (reader !== undefined) {
    const found = reader(place, owner);
    return found === undefined ? [] : [[key === '$dynamicRef' ? '$ref' : key, found]];
  }
  if (!ANNOTATIONS.has(key) && !key.startsWith('x-')) reportUnknown(key, place, owner.context);
  return [];
}

function reportUnknown(key: string, { pointer }: PlacedSchema, { report, told }: SchemaContext): void {
  const nearest = nearestWord(key, Object.keys(KEYWORDS));
  if (nearest !== undefined && !told.has(`keyword ${key}`))
    report(warning('schema-keyword', pointer, `unknown keyword "${key}" is not checked, did you mean "${nearest}"`));
  else if (!told.has(`keyword ${key}`))
    report(info('schema-reading', pointer, `keyword "${key}" means nothing in a schema of OpenAPI and is not checked`));
  told.add(`keyword ${key}`);
}
