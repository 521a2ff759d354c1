import type { HeaderField } from '../messages.ts';

/** Values of all lines of a field; `name` in lower case. */
export function fieldValues(headers: readonly HeaderField[], name: string): readonly string[] {
  let values: string[] | undefined;
  for (const [field, value] of headers) {
    if (field.length !== name.length || field.toLowerCase() !== name) continue;
    if (values === undefined) values = [value];
    else values.push(value);
  }
  return values ?? NONE;
}

const NONE: readonly string[] = [];
