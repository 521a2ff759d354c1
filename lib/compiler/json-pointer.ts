import { member } from './plain-object.ts';

/** JSON Pointer (RFC 6901) of what is below `base` by `keys`. */
export function pointerTo(base: string, ...keys: readonly (string | number)[]): string {
  return keys.reduce<string>((pointer, key) => `${pointer}/${escaped(String(key))}`, base);
}

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

export function pointerKeys(pointer: string): string[] {
  const keys = pointer.split('/').slice(1);
  return keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What `pointer` names in `value`; `undefined`: nothing. */
export function valueAt(value: unknown, pointer: string): unknown {
  return pointerKeys(pointer).reduce(member, value);
}
