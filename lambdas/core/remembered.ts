/** A `Map`, or a `WeakMap` where what is known of an object goes with it. */
interface Memory<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

/** `make`, asked once for each key: for what is the same as long as an instance lives, and asked for with every request. */
export function remembered<Key, Value extends {}>(
  memory: Memory<Key, Value>,
  make: (key: Key) => Value,
): (key: Key) => Value {
  return (key) => {
    const known = memory.get(key);
    if (known !== undefined) return known;
    const made = make(key);
    memory.set(key, made);
    return made;
  };
}
