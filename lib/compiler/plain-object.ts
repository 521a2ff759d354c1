export type PlainObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own member only: a document may well have keys such as `constructor` or `__proto__`. */
export function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as PlainObject)[key]; // own members of objects and lists alike
}

/** Sets an own member, whatever its key: an assignment to `__proto__` would make none, but is many times as fast else. */
export function put(owner: object, key: string, value: unknown): void {
  if (key !== '__proto__') (owner as Record<string, unknown>)[key] = value;
  else Object.defineProperty(owner, key, { value, enumerable: true, configurable: true, writable: true });
}
