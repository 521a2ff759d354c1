import { isObject } from '../plain-object.ts';
import { type Cursor, wrong } from './cursor.ts';
import { HEADER_NAME } from './header-name.ts';
import { readFields } from './read-fields.ts';
import { readText } from './read-values.ts';

export interface OneKey<Kind extends string> {
  readonly kind: Kind;
  readonly written: Cursor;
}

/** An object with exactly one of the keys. @param form what is expected, for who wrote another */
export function readOneKey<Kind extends string>(
  cursor: Cursor,
  kinds: readonly Kind[],
  form: string,
): OneKey<Kind> | undefined {
  if (!isObject(cursor.value)) return wrong(cursor, form);
  const fields = readFields(cursor, { known: kinds });
  const [only, ...others] = kinds.flatMap((kind) => {
    const written = fields(kind);
    return written === undefined ? [] : [{ kind, written }];
  });
  return only === undefined || others.length > 0 ? wrong(cursor, form) : only;
}

/** As `readOneKey`, of keys that name a value of the request; names of header fields in lower case. */
export function readPlace<Kind extends string>(
  cursor: Cursor,
  kinds: readonly Kind[],
  form: string,
): { readonly kind: Kind; readonly name: string } | undefined {
  const only = readOneKey(cursor, kinds, form);
  if (only === undefined) return undefined;
  const { kind, written } = only;
  if (kind !== 'header') {
    const name = readText('a name')(written);
    return name === undefined ? undefined : { kind, name };
  }
  const name = readText('the name of a header field', HEADER_NAME)(written);
  return name === undefined ? undefined : { kind, name: name.toLowerCase() };
}
