/** Lambda's limit for a buffered payload in either direction, in bytes; it allows a response 100 more. */
export const REQUEST_LIMIT = 6 * 1024 * 1024;
export const RESPONSE_LIMIT = REQUEST_LIMIT + 100;

const MAX_DEPTH = 200;

/**
 * Bytes that a value's JSON has at most, `NaN` for a value that JSON would change (dates, class instances, `undefined` …).
 * A walk over the strings' lengths: much cheaper than writing the JSON only to weigh it.
 */
export function jsonSizeBound(value: unknown, depth = 0): number {
  switch (typeof value) {
    case 'string':
      return 6 * value.length + 2; // as \u0000 each
    case 'number':
      return Number.isFinite(value) ? 25 : Number.NaN;
    case 'boolean':
      return 5;
    case 'object':
      return value === null ? 4 : objectSizeBound(value, depth);
    default:
      return Number.NaN;
  }
}

function objectSizeBound(value: object, depth: number): number {
  if (depth > MAX_DEPTH) return Number.NaN;
  let size = 2;
  if (Array.isArray(value)) {
    for (const item of value) size += jsonSizeBound(item, depth + 1) + 1;
    return size;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return Number.NaN;
  // Without a list of entries: this runs for each event, and inherits nothing.
  for (const key in value) size += 6 * key.length + 4 + jsonSizeBound(value[key as keyof object], depth + 1);
  return size;
}

/** Whether the value's JSON is longer than the limit; writes it only when the bound does not tell. */
export function isLargerThan(limit: number, value: unknown): boolean {
  return !(jsonSizeBound(value) <= limit) && Buffer.byteLength(JSON.stringify(value) ?? '') > limit;
}
