/**
 * Structured fields (RFC 9651): dictionaries and lists. Parsing is strict, for a field with an error anywhere counts as absent
 * (RFC 9213 section 2.1, RFC 9875 section 2).
 */

/** A string, token, date, byte sequence or display string is its text; only `kind` tells them apart. */
export type BareItem = (
  | { readonly kind: 'integer' | 'decimal'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'string' | 'token' | 'bytes' | 'date' | 'display'; readonly value: string }
  | { readonly kind: 'inner-list'; readonly items: readonly BareItem[] }
) & { readonly parameters?: ReadonlyMap<string, BareItem> };

/** `undefined`: it is none. Of a key given twice the last counts (RFC 9651 section 4.2.2). */
export function parseDictionary(text: string): ReadonlyMap<string, BareItem> | undefined {
  const reader = new Reader(text);
  const members = new Map<string, BareItem>();
  const read = reader.members(() => {
    const key = reader.take(KEY);
    if (key === undefined) return false;
    const value = reader.parameterized(reader.take(/=/y) === undefined ? TRUE : reader.member());
    if (value !== undefined) members.set(key, value);
    return value !== undefined;
  });
  return read ? members : undefined;
}

/** `undefined`: it is none. */
export function parseList(text: string): readonly BareItem[] | undefined {
  const reader = new Reader(text);
  const members: BareItem[] = [];
  const read = reader.members(() => {
    const value = reader.parameterized(reader.member());
    if (value !== undefined) members.push(value);
    return value !== undefined;
  });
  return read ? members : undefined;
}

const TRUE: BareItem = { kind: 'boolean', value: true };
const KEY = /[a-z*][a-z0-9_.*-]*/y;

type Read = (text: string) => BareItem | undefined;

/** Sections 4.2.4 to 4.2.10; no two begin alike. */
const ITEMS: readonly (readonly [pattern: RegExp, read: Read])[] = [
  [/-?\d{1,12}\.\d{1,3}(?![\d.])/y, (text) => ({ kind: 'decimal', value: Number(text) })],
  [/-?\d{1,15}(?![\d.])/y, (text) => ({ kind: 'integer', value: Number(text) })],
  [/"(?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*"/y, (text) => ({ kind: 'string', value: unquote(text) })],
  [/[A-Za-z*][!#$%&'*+.^_`|~:/0-9A-Za-z-]*/y, (text) => ({ kind: 'token', value: text })],
  [/:[A-Za-z0-9+/=]*:/y, (text) => ({ kind: 'bytes', value: text.slice(1, -1) })],
  [/\?[01]/y, (text) => ({ kind: 'boolean', value: text === '?1' })],
  [/@-?\d{1,15}(?![\d.])/y, (text) => ({ kind: 'date', value: text.slice(1) })],
  [/%"(?:[\x20-\x21\x23-\x24\x26-\x7e]|%[0-9a-f]{2})*"/y, (text) => ({ kind: 'display', value: text.slice(2, -1) })],
];

const unquote = (text: string): string => text.slice(1, -1).replaceAll(/\\(.)/g, '$1');

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text.replaceAll(/^ +| +$/g, '');
  }

  /** Comma-separated members to the end; a trailing comma is an error. */
  members(readMember: () => boolean): boolean {
    if (this.#text === '') return true;
    for (;;) {
      if (!readMember()) return false;
      this.take(OWS);
      if (this.#at === this.#text.length) return true;
      if (this.take(/,/y) === undefined) return false;
      this.take(OWS);
    }
  }

  /** An item or an inner list, without its own parameters. */
  member(): BareItem | undefined {
    if (this.take(/\(/y) === undefined) return this.#item();
    const items: BareItem[] = [];
    for (;;) {
      const spaced = this.take(/ */y);
      if (this.take(/\)/y) !== undefined) return { kind: 'inner-list', items };
      const item = this.parameterized(this.#item());
      if (spaced === undefined || item === undefined || !/[ )]/.test(this.#text[this.#at] ?? '')) return undefined;
      items.push(item);
    }
  }

  /** The item with the parameters that follow; of one given twice the last counts. */
  parameterized(item: BareItem | undefined): BareItem | undefined {
    const parameters = new Map<string, BareItem>();
    while (item !== undefined && this.take(/; */y) !== undefined) {
      const key = this.take(KEY);
      const value = this.take(/=/y) === undefined ? TRUE : this.#item();
      if (key === undefined || value === undefined) return undefined;
      parameters.set(key, value);
    }
    return item === undefined || parameters.size === 0 ? item : { ...item, parameters };
  }

  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #item(): BareItem | undefined {
    for (const [pattern, read] of ITEMS) {
      const text = this.take(pattern);
      if (text !== undefined) return read(text);
    }
    return undefined;
  }
}

const OWS = /[ \t]*/y;
