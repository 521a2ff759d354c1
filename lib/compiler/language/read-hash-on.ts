import type { HashOn } from '../../../lambdas/core/router-config.ts';
import { isObject } from '../plain-object.ts';
import { type Cursor, wrong } from './cursor.ts';
import { HEADER_NAME } from './header-name.ts';
import { readFields } from './read-fields.ts';
import { readText } from './read-values.ts';

const KINDS = ['header', 'query', 'path', 'claim'] as const;

const FORM = 'address, or one of { header: NAME }, { query: NAME }, { path: NAME }, { claim: NAME }';

export function readHashOn(cursor: Cursor | undefined): HashOn | undefined {
  if (cursor === undefined) return undefined;
  if (cursor.value === 'address') return { kind: 'address' };
  if (!isObject(cursor.value)) return wrong(cursor, FORM);
  const fields = readFields(cursor, { known: KINDS });
  const named = KINDS.flatMap((kind) => {
    const written = fields(kind);
    return written === undefined ? [] : [{ kind, written }];
  });
  const [only, ...others] = named;
  if (only === undefined || others.length > 0) return wrong(cursor, FORM);
  const { kind, written } = only;
  if (kind !== 'header') {
    const name = readText('a name')(written);
    return name === undefined ? undefined : { kind, name };
  }
  const name = readText('the name of a header field', HEADER_NAME)(written);
  return name === undefined ? undefined : { kind, name: name.toLowerCase() };
}
