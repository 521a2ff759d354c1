import { asObject } from '../json-values.ts';
import type { PolicyStatement } from './evaluate-policy.ts';
import { readStatements } from './read-statements.ts';

/** A Lambda authorizer's answer, checked. */
export interface AuthorizerAnswer {
  readonly principalId: string;
  readonly statements: readonly PolicyStatement[];
  /** Values as strings, as the integration sees them. */
  readonly context: Readonly<Record<string, string>>;
  /** An API key's value, for the key source AUTHORIZER. */
  readonly usageIdentifierKey: string | undefined;
}

const KEYS = new Set(['principalId', 'policyDocument', 'context', 'usageIdentifierKey']);

/** Reads what the function returned; a string says what is wrong with it. */
export function readAuthorizerAnswer(payload: unknown): AuthorizerAnswer | string {
  const answer = asObject(payload);
  if (answer === undefined) return `an authorizer returns an object, got ${JSON.stringify(payload) ?? 'nothing'}`;
  const unknown = Object.keys(answer).find((key) => !KEYS.has(key));
  if (unknown !== undefined) return `unknown key "${unknown}", allowed are ${[...KEYS].join(', ')}`;
  if (typeof answer.principalId !== 'string') return 'principalId is not a string';
  const { usageIdentifierKey } = answer;
  if (usageIdentifierKey !== undefined && usageIdentifierKey !== null && typeof usageIdentifierKey !== 'string') {
    return 'usageIdentifierKey is not a string';
  }
  const statements = readStatements(asObject(answer.policyDocument));
  if (typeof statements === 'string') return statements;
  const context = readContext(answer.context);
  if (typeof context === 'string') return context;
  return { principalId: answer.principalId, statements, context, usageIdentifierKey: usageIdentifierKey ?? undefined };
}

function readContext(value: unknown): Record<string, string> | string {
  if (value === undefined || value === null) return {};
  const context = asObject(value);
  if (context === undefined) return 'context is not an object';
  const strings: Record<string, string> = {};
  for (const [key, item] of Object.entries(context)) {
    if (typeof item !== 'string' && typeof item !== 'number' && typeof item !== 'boolean') {
      return `context.${key} is neither string, number nor boolean`;
    }
    strings[key] = String(item);
  }
  return strings;
}
