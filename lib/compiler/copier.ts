import { put } from './plain-object.ts';

const MAX_DEPTH = 500;

/** Copies values, of all of which together there is an end: `undefined` beyond it, or where one is nested too deep. */
export function copier(
  maxNodes: number,
  onCopy: (original: object, copy: object) => void = () => undefined,
): (value: unknown) => unknown {
  let copied = 0;
  const copy = (value: unknown, depth: number): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (depth > MAX_DEPTH || ++copied > maxNodes) throw TOO_MUCH;
    const made: object = Array.isArray(value) ? [] : {};
    onCopy(value, made);
    for (const [key, child] of Object.entries(value)) put(made, key, copy(child, depth + 1));
    return made;
  };
  return (value) => {
    try {
      return copy(value, 0);
    } catch (error) {
      if (error !== TOO_MUCH) throw error;
      return undefined;
    }
  };
}

const TOO_MUCH = new Error('too much to copy');
