import type { Located } from './normal-document.ts';

/**
 * Reads a value once, however many places refer to it: a few lines of references to one large component would stand for
 * more than memory holds.
 */
export function readOnce<Result>(read: (at: Located) => Result): (at: Located) => Result {
  const known = new Map<unknown, Result>();
  return (at) => {
    if (typeof at.value !== 'object' || at.value === null) return read(at);
    const earlier = known.get(at.value);
    if (earlier !== undefined) return earlier;
    const result = read(at);
    known.set(at.value, result);
    return result;
  };
}
