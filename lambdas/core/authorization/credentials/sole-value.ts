import type { RefusalReason } from '../refusal-reason.ts';

export type MultiValues = Readonly<Record<string, readonly string[] | undefined>>;

export type SoleValue =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

/** A header that must come in exactly one line. Two are refused even when they are equal: the target could read the other one. */
export function soleLine(headers: MultiValues, name: string): SoleValue {
  let lines: readonly string[] = [];
  for (const each of Object.keys(headers)) {
    if (each.length === name.length && each.toLowerCase() === name.toLowerCase())
      lines = lines.length === 0 ? (headers[each] ?? []) : [...lines, ...(headers[each] ?? [])];
  }
  return soleOf(lines);
}

/** A query parameter that must come exactly once; its name is case-sensitive. */
export function soleParameter(query: MultiValues, name: string): SoleValue {
  return soleOf((Object.hasOwn(query, name) ? query[name] : undefined) ?? []);
}

/** A cookie that must come exactly once, in whatever line; its name is case-sensitive. Quotes belong to no key. */
export function soleCookie(headers: MultiValues, name: string): SoleValue {
  const lines = Object.entries(headers).flatMap(([field, values]) => (/^cookie$/i.test(field) ? (values ?? []) : []));
  const cookies = lines.flatMap((line) => line.split(';')).map((cookie) => cookie.trim());
  return soleOf(cookies.flatMap((cookie) => (cookie.startsWith(`${name}=`) ? [cookie.slice(name.length + 1)] : [])));
}

function soleOf(values: readonly string[]): SoleValue {
  const [value] = values;
  if (value === undefined || value === '') return { kind: 'refused', reason: 'credential-absent' };
  return values.length > 1 ? { kind: 'refused', reason: 'credential-repeated' } : { kind: 'value', value };
}
