import { parseStrictJson } from '../../../validation/parse-strict-json.ts';

/** Reads a JSON object in which no object has two members of one name (RFC 7515 section 5.2); anything else gives `undefined`. */
export function parseStrictObject(text: string): Readonly<Record<string, unknown>> | undefined {
  const parsed = parseStrictJson(text);
  return parsed.kind === 'parsed' && isObject(parsed.value) ? parsed.value : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
