import type { HeaderField } from '../../../lambdas/core/messages.ts';
import type { HeaderEdits } from '../../../lambdas/core/router-config.ts';
import { compare } from '../canonical-order.ts';
import { type Cursor, wrong } from './cursor.ts';
import { HEADER_NAME, HEADER_VALUE, isGatewaysOwn } from './header-name.ts';
import { readFields } from './read-fields.ts';
import { readList, readNamed, readText } from './read-values.ts';

export interface HeaderPolicy {
  readonly request: HeaderEdits;
  readonly response: HeaderEdits;
}

export function readHeaders(cursor: Cursor | undefined): HeaderPolicy {
  const fields = readFields(cursor, { known: ['request', 'response'] });
  return { request: readEdits(fields('request')), response: readEdits(fields('response')) };
}

function readEdits(cursor: Cursor | undefined): HeaderEdits {
  const fields = readFields(cursor, { known: ['set', 'remove'] });
  const set = readHeaderFields(fields('set'));
  const remove = readList(readRemoved, 'a list of header names')(fields('remove')) ?? [];
  const names = new Set(set.map(([name]) => name));
  const both = remove.find((name) => names.has(name));
  if (cursor !== undefined && both !== undefined) {
    const advice = 'keep one; an inherited set is taken away by null, an inherited remove by a new list';
    cursor.report('x-gateway', cursor.path, `${cursor.path.join('.')} both sets and removes "${both}", ${advice}`);
  }
  return { set, remove };
}

/** By lower case name, in whatever order written, the last one winning: a nearer `X-A` replaces an inherited `x-a`. */
export function readHeaderFields(cursor: Cursor | undefined): readonly HeaderField[] {
  const readValue = readText('a text of one line, in quotes if it is a number', HEADER_VALUE);
  const written = readNamed((item, name) => {
    if (!isAllowed(name)) wrong({ ...item, value: name }, 'a header name that is not of the connection');
    return readValue(item);
  }, 'an object of header: text')(cursor);
  const fields = new Map([...(written ?? [])].map(([name, value]) => [name.toLowerCase(), value] as const));
  return [...fields].toSorted(([one], [other]) => compare(one, other));
}

function readRemoved(item: Cursor | undefined): string | undefined {
  const name = readText('a header name', HEADER_NAME)(item)?.toLowerCase();
  if (item === undefined || name === undefined || isAllowed(name)) return name;
  return wrong(item, 'a header name that is not of the connection');
}

function isAllowed(name: string): boolean {
  return HEADER_NAME.test(name) && !isGatewaysOwn(name);
}
