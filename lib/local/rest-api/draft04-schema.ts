import { asObject } from '../json-values.ts';

/**
 * The keywords of JSON Schema draft-04 that API Gateway's models enforce. It ignores `exclusiveMinimum`,
 * `exclusiveMaximum` and all that is newer or OpenAPI's own ("Important notes", models), so they are not here.
 */
const SCHEMA_VALUES = new Set(['not', 'additionalItems', 'additionalProperties', 'items']);
const SCHEMA_LISTS = new Set(['allOf', 'anyOf', 'oneOf', 'items']);
const SCHEMA_MAPS = new Set(['properties', 'patternProperties']);
const PLAIN = new Set(
  'type enum multipleOf maximum minimum maxLength minLength pattern maxItems minItems uniqueItems maxProperties minProperties required'.split(
    ' ',
  ),
);
const NAMED_SCHEMA = /^#\/(?:components\/schemas|definitions)\/(.+)$/;
const MODEL_URL = /^https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/(.+)$/;

/** Rewrites a schema so that a draft-07 validator enforces of it just what API Gateway does; refs name `models#/definitions/…`. */
export function draft04Schema(schema: unknown): unknown {
  const object = asObject(schema);
  if (object === undefined) return schema;
  const ref = modelReference(object.$ref);
  if (ref !== undefined) return { $ref: ref };
  const result: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(object)) {
    const kept = keptKeyword(keyword, value);
    if (kept !== undefined) result[keyword] = kept;
  }
  const definitions = asObject(object.definitions);
  return definitions === undefined ? result : { ...result, definitions: mapValues(definitions) };
}

function keptKeyword(keyword: string, value: unknown): unknown {
  if (PLAIN.has(keyword)) return value;
  if (Array.isArray(value)) return SCHEMA_LISTS.has(keyword) ? value.map(draft04Schema) : undefined;
  if (SCHEMA_VALUES.has(keyword)) return draft04Schema(value);
  const map = SCHEMA_MAPS.has(keyword) ? asObject(value) : undefined;
  return map === undefined ? undefined : mapValues(map);
}

function mapValues(map: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, draft04Schema(value)]));
}

function modelReference(ref: unknown): string | undefined {
  if (typeof ref !== 'string') return undefined;
  const name = NAMED_SCHEMA.exec(ref)?.[1] ?? MODEL_URL.exec(ref)?.[1];
  return name === undefined ? ref : `models#/definitions/${name}`;
}
