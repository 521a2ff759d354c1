import type { HeaderField } from '../messages.ts';

/** Values of all lines of a field; `name` in lower case. */
export const fieldValues = (headers: readonly HeaderField[], name: string): readonly string[] =>
  headers.filter(([field]) => field.length === name.length && field.toLowerCase() === name).map(([, value]) => value);
