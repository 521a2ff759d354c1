import { asObject } from '../../json-values.ts';

/**
 * The keywords of JSON Schema draft-04 that API Gateway's models enforce. It ignores `exclusiveMinimum`,
 * `exclusiveMaximum` and all that is newer or OpenAPI's own ("Important notes", models), so they are not here.
 */
const SCHEMA_VALUES = new Set(['not', 'additionalItems', 'additionalProperties', 'items']);
const SCHEMA_LISTS = new Set(['allOf', 'anyOf', 'oneOf', 'items']);
const SCHEMA_MAPS = new Set(['properties', 'patternProperties', 'dependencies']);
const PLAIN = new Set(
  'type enum multipleOf maximum minimum maxLength minLength pattern maxItems minItems uniqueItems maxProperties minProperties required'.split(
    ' ',
  ),
);
const MODEL_URL = /^https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/(.+)$/;

/** Rewrites a schema so that a draft-07 validator enforces of it just what API Gateway does; references to models name `model:…`. */
export function draft04Schema(schema: unknown, arrayBounds: boolean): unknown {
  const object = asObject(schema);
  if (object === undefined) return schema;
  const ref = modelReference(object.$ref);
  if (ref !== undefined) return { $ref: ref };
  const result: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(object)) {
    const kept = keptKeyword(keyword, value, arrayBounds);
    if (kept !== undefined) result[keyword] = kept;
  }
  const definitions = asObject(object.definitions);
  return definitions === undefined ? result : { ...result, definitions: mapValues(definitions, arrayBounds) };
}

function keptKeyword(keyword: string, value: unknown, arrayBounds: boolean): unknown {
  if (!arrayBounds && (keyword === 'minItems' || keyword === 'maxItems')) return undefined;
  if (PLAIN.has(keyword)) return value;
  if (Array.isArray(value))
    return SCHEMA_LISTS.has(keyword) ? value.map((item) => draft04Schema(item, arrayBounds)) : undefined;
  if (SCHEMA_VALUES.has(keyword)) return draft04Schema(value, arrayBounds);
  const map = SCHEMA_MAPS.has(keyword) ? asObject(value) : undefined;
  return map === undefined ? undefined : mapValues(map, arrayBounds);
}

function mapValues(map: Readonly<Record<string, unknown>>, arrayBounds: boolean): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, draft04Schema(value, arrayBounds)]));
}

/** The URL of another model is its name here; what a schema refers to in itself stays. */
function modelReference(ref: unknown): string | undefined {
  if (typeof ref !== 'string') return undefined;
  const name = MODEL_URL.exec(ref)?.[1];
  return name === undefined ? ref : `model:${name}`;
}
