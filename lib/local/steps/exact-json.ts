/**
 * JSON as Java's library of API Gateway reads and prints it: whole numbers stay as they were written (of an id over 2^53
 * a `number` loses the last digits), `1.0` stays a `double`, and a list prints itself as JSON where maps print as Java's.
 */
import { JavaDouble, javaDouble } from './java-double.ts';

type Reviver = (this: unknown, name: string, value: unknown) => unknown;

export const readExactJson = (text: string): unknown => JSON.parse(text, keepExact as Reviver); // the text of a value came after TypeScript's types

export const writeExactJson = (value: unknown): string | undefined => JSON.stringify(value, asWritten);

const jsonLists = new WeakSet<object>();

/** Has a list print itself as JSON. */
export function jsonList<List extends readonly unknown[]>(list: List): List {
  jsonLists.add(list);
  return list;
}

export const isJsonList = (list: readonly unknown[]): boolean => jsonLists.has(list);

function keepExact(_: string, value: unknown, { source = '' }: { readonly source?: string }): unknown {
  if (Array.isArray(value)) return jsonList(value);
  if (typeof value !== 'number') return value;
  if (!/^-?\d+$/.test(source)) return javaDouble(value);
  return Number.isSafeInteger(value) ? value : BigInt(source);
}

const asWritten = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' || value instanceof JavaDouble ? rawJson(String(value)) : value;

const { rawJSON: rawJson } = JSON as typeof JSON & { rawJSON(text: string): unknown }; // Node has it, TypeScript's types do not
