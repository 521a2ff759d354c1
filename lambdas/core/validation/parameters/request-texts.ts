import { fieldValues } from '../../fields/field-values.ts';
import type { RequestMessage } from '../../messages.ts';
import type { ParameterDescription, Place } from '../operation-description.ts';
import type { ParameterTexts } from './parameter-value.ts';
import type { Pair } from './split-text.ts';

/** Where the texts of parameters are found in a request. */
export function requestTexts(
  { query, headers }: Pick<RequestMessage, 'query' | 'headers'>,
  pathParameters: Readonly<Record<string, string>>,
  parameters: readonly ParameterDescription[],
): (parameter: ParameterDescription) => ParameterTexts {
  const pairs: Record<Place, readonly Pair[]> = {
    path: Object.entries(pathParameters),
    query: queryPairs(query),
    header: [],
    cookie: cookiePairs(fieldValues(headers, 'cookie')),
  };
  const byPlace = Map.groupBy(parameters, (parameter) => parameter.in);
  const named = (place: Place) => new Set(byPlace.get(place)?.map(({ name }) => name));
  const others = { path: named('path'), query: named('query'), header: named('header'), cookie: named('cookie') };
  return ({ name, in: place }) => {
    const all = pairs[place];
    // Lines of one name are one value (RFC 9110 section 5.3).
    const lines = place === 'header' ? fieldValues(headers, name.toLowerCase()) : [];
    const own = place === 'header' ? (lines.length > 0 ? [lines.join(',')] : []) : valuesOf(name, all);
    return { own, all, others: others[place], decode: DECODE[place] };
  };
}

const valuesOf = (name: string, pairs: readonly Pair[]) =>
  pairs.filter(([key]) => key === name).map(([, text]) => text);

const DECODE: Readonly<Record<Place, (text: string) => string>> = {
  path: percentDecoded,
  // API Gateway decodes a query before anyone sees it: a `%2C` in an item is no longer told from a comma between two.
  query: (text) => text,
  header: (text) => text.trim(),
  cookie: percentDecoded,
};

/** `application/x-www-form-urlencoded`, as in a query. */
export function queryPairs(query: string): readonly Pair[] {
  if (query === '') return [];
  return query.split('&').map((field): Pair => {
    const at = field.indexOf('=');
    const [name, text] = at < 0 ? [field, ''] : [field.slice(0, at), field.slice(at + 1)];
    return [percentDecoded(name.replaceAll('+', ' ')), percentDecoded(text.replaceAll('+', ' '))];
  });
}

/** RFC 6265 section 5.4; what stands in quotes is meant without them. */
function cookiePairs(lines: readonly string[]): readonly Pair[] {
  const cookies = lines.flatMap((line) => line.split(';')).filter((cookie) => cookie.includes('='));
  return cookies.map((cookie): Pair => {
    const at = cookie.indexOf('=');
    return [
      cookie.slice(0, at).trim(),
      cookie
        .slice(at + 1)
        .trim()
        .replace(/^"(.*)"$/s, '$1'),
    ];
  });
}

function percentDecoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
