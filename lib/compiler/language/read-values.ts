import { nearestWord } from '../nearest-word.ts';
import { isObject } from '../plain-object.ts';
import { type Cursor, wrong } from './cursor.ts';

/** Readers of plain values: `undefined` where there is none, or where it is wrong and has been reported. */
type Reader<T> = (cursor: Cursor | undefined) => T | undefined;

export const readBoolean: Reader<boolean> = (cursor) => {
  if (cursor === undefined || typeof cursor.value === 'boolean') return cursor?.value as boolean | undefined; // just tested
  return wrong(cursor, 'true or false');
};

export const readText = (expected: string, pattern = /^.+$/s): Reader<string> => {
  return (cursor) => {
    if (cursor === undefined) return undefined;
    const { value } = cursor;
    return typeof value === 'string' && pattern.test(value) ? value : wrong(cursor, expected);
  };
};

export function readOneOf<T extends string>(allowed: readonly T[]): Reader<T> {
  return (cursor) => {
    if (cursor === undefined) return undefined;
    const found = allowed.find((each) => each === cursor.value);
    if (found !== undefined) return found;
    const nearest = typeof cursor.value === 'string' ? nearestWord(cursor.value, allowed) : undefined;
    const hint = nearest === undefined ? '' : ` (did you mean "${nearest}")`;
    return wrong(cursor, allowed.join(', ') + hint);
  };
}

/** A number above 0. */
export const readPositive: Reader<number> = (cursor) => {
  if (cursor === undefined) return undefined;
  const { value } = cursor;
  return typeof value === 'number' && value > 0 && Number.isFinite(value) ? value : wrong(cursor, 'a number above 0');
};

export function readWhole(least: number, most: number): Reader<number> {
  return (cursor) => {
    if (cursor === undefined) return undefined;
    const { value } = cursor;
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
    return fits ? value : wrong(cursor, `a whole number from ${least} to ${most}`);
  };
}

/** Items that are wrong are reported and left out. */
export function readList<T>(readItem: Reader<T>, expected: string): Reader<readonly T[]> {
  return (cursor) => {
    if (cursor === undefined) return undefined;
    if (!Array.isArray(cursor.value)) return wrong(cursor, expected);
    const items = cursor.value.map((value, index) =>
      readItem({ ...cursor, value, path: [...cursor.path, String(index)] }),
    );
    return items.filter((item) => item !== undefined);
  };
}

/** Members of an object whose names the user chooses; `null` takes one away. */
export function readNamed<T>(
  readItem: (cursor: Cursor, name: string) => T | undefined,
  expected: string,
): Reader<ReadonlyMap<string, T>> {
  return (cursor) => {
    if (cursor === undefined) return undefined;
    if (!isObject(cursor.value)) return wrong(cursor, expected);
    const items = new Map<string, T>();
    for (const [name, value] of Object.entries(cursor.value)) {
      const item = value === null ? undefined : readItem({ ...cursor, value, path: [...cursor.path, name] }, name);
      if (item !== undefined) items.set(name, item);
    }
    return items;
  };
}
