export interface BoundedMap<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

/** Forgets what was set first when it holds `limit` values. */
export function boundedMap<Value>(limit: number): BoundedMap<Value> {
  const values = new Map<string, Value>();
  return {
    get: (key) => values.get(key),
    set(key, value) {
      values.delete(key);
      const [oldest] = values.size < limit ? [] : values.keys();
      if (oldest !== undefined) values.delete(oldest);
      values.set(key, value);
    },
  };
}
