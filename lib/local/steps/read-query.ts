export interface QueryMaps {
  /** The last value of each name. */
  readonly single: Readonly<Record<string, string>>;
  readonly multi: Readonly<Record<string, readonly string[]>>;
}

/**
 * Decodes a query form-style (`+` is a space); `undefined` when it has no parameters. API Gateway does not support `;`
 * in queries: it splits the data there ("Important notes").
 */
export function readQuery(query: string): QueryMaps | undefined {
  if (query === '') return undefined;
  const single: Record<string, string> = Object.create(null);
  const multi: Record<string, string[]> = Object.create(null);
  let empty = true;
  for (const pair of query.split(/[&;]/)) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decodeForm(equals === -1 ? pair : pair.slice(0, equals));
    const value = equals === -1 ? '' : decodeForm(pair.slice(equals + 1));
    single[name] = value;
    const values = multi[name];
    if (values === undefined) multi[name] = [value];
    else values.push(value);
    empty = false;
  }
  return empty ? undefined : { single, multi };
}

function decodeForm(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
