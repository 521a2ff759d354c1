import { isObject } from '../plain-object.ts';

/** Objects merge member by member, all else is replaced by what is nearer; a nearer `null` stays, and takes away. */
export function mergeLayers(layers: readonly unknown[]): unknown {
  return layers.reduce((far, near) => mergeTwo(far, near), {});
}

function mergeTwo(far: unknown, near: unknown): unknown {
  if (!isObject(far) || !isObject(near)) return near;
  const merged = Object.entries(near).map(([key, value]): [string, unknown] => [
    key,
    Object.hasOwn(far, key) ? mergeTwo(far[key], value) : value,
  ]);
  // A name that differs only in case comes later, thus nearer: see readHeaderFields.
  return Object.fromEntries([...Object.entries(far).filter(([key]) => !Object.hasOwn(near, key)), ...merged]);
}
