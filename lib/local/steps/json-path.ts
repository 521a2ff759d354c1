import { createRequire } from 'node:module';
import type * as JsonP3 from 'json-p3';
import { jsonList, readExactJson } from './exact-json.ts';

const require = createRequire(import.meta.url);

/**
 * What a JSONPath finds in a JSON text. As in API Gateway's library (Jayway) a path to one place gives its value, any
 * other a list; `undefined`: nothing there, or broken JSON.
 */
export function jsonPath(text: string, path: string): unknown {
  const full = path.startsWith('$') ? path : `$.${path}`;
  // Loaded when a mapping first needs it: most APIs have none.
  const { query } = require('json-p3') as typeof JsonP3; // its own types
  try {
    const exact = parsed(text, readExactJson);
    // Filters compare JavaScript's numbers.
    const plain = parsed(text, JSON.parse) as JsonP3.JSONValue;
    const values = Array.from(query(full, plain), ({ location }) => at(exact, location));
    return isSingular(full) ? values[0] : jsonList(values);
  } catch {
    return undefined;
  }
}

/** What begins as no JSON is a text, a form for one: templates split it (`$input.path('$').split('&')`). */
function parsed(text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (/^\s*[{[]/.test(text)) throw error;
    return text.trim();
  }
}

function at(value: unknown, location: readonly (string | number)[]): unknown {
  return location.reduce<unknown>((part, key) => (part as Readonly<Record<string | number, unknown>>)[key], value); // found there
}

/** Without wildcards, descendants, slices, lists and filters. */
function isSingular(path: string): boolean {
  return !/\.\.|\*|\[\s*\?|\[[^\]'"]*[:,]/.test(path);
}
