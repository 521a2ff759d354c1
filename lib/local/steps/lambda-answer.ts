import { asObject } from '../json-values.ts';
import { isSendable } from './response-headers.ts';

/** A function's answer to an AWS_PROXY integration, checked. */
export interface LambdaAnswer {
  readonly status: number;
  /** Names and values; equal pairs collapsed, multi values before the single one. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

const KEYS = new Set(['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded']);

/**
 * Reads what a function returned; a string says what is malformed, which API Gateway answers with 502.
 * @param objectBody whether a body may be an object
 */
export function readLambdaAnswer(payload: unknown, objectBody = false): LambdaAnswer | string {
  const answer = asObject(payload);
  if (answer === undefined) return `a function returns an object, got ${JSON.stringify(payload) ?? 'nothing'}`;
  for (const key in answer) if (!KEYS.has(key)) return `unknown key "${key}", allowed are ${[...KEYS].join(', ')}`;
  const status = readStatus(answer.statusCode);
  if (status === undefined)
    return `statusCode is ${JSON.stringify(answer.statusCode)}, not a whole number from 200 to 599`;
  const headers = mergeHeaders(answer.headers ?? {}, answer.multiValueHeaders ?? {});
  if (typeof headers === 'string') return headers;
  const body = objectBody && asObject(answer.body) !== undefined ? JSON.stringify(answer.body) : (answer.body ?? '');
  if (typeof body !== 'string')
    return `body is ${Array.isArray(body) ? 'an array' : `of type ${typeof body}`}, not a string`;
  return { status, headers, body, isBase64Encoded: answer.isBase64Encoded === true };
}

/** None: 200. A numeric string is accepted (recorded). 1xx would announce an answer that never comes. */
export function readStatus(value: unknown): number | undefined {
  if (value === undefined || value === null) return 200;
  const status = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599 ? status : undefined;
}

/** Values by case-insensitive name, the casing of `multiValueHeaders` winning; a string says what is malformed. */
export function mergeHeaders(single: unknown, multi: unknown): [name: string, value: string][] | string {
  const singles = asObject(single);
  const multis = asObject(multi);
  if (singles === undefined || multis === undefined) return 'headers and multiValueHeaders are objects';
  const merged: [string, string][] = [];
  const casing = new Map<string, string>();
  for (const name in multis) {
    const values = multis[name];
    if (!Array.isArray(values)) return `multiValueHeaders "${name}" is not an array`;
    casing.set(name.toLowerCase(), name);
    for (const value of values)
      if (!addHeader(merged, name, value)) return `multiValueHeaders "${name}" cannot be sent`;
  }
  for (const name in singles) {
    if (!addHeader(merged, casing.get(name.toLowerCase()) ?? name, singles[name]))
      return `header "${name}" cannot be sent`;
  }
  return merged;
}

function addHeader(headers: [string, string][], name: string, value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'object') return false;
  const text = String(value);
  if (!isSendable(name, text)) return false;
  if (!headers.some(([otherName, otherValue]) => otherName === name && otherValue === text)) headers.push([name, text]);
  return true;
}
