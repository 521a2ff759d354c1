import type { Check } from '../check.ts';
import { formatCheck } from '../format-check.ts';
import { plural } from '../plural.ts';
import type { SchemaObject } from '../schema.ts';

export function stringChecks({ minLength = 0, maxLength, pattern, format }: SchemaObject): Check[] {
  return [
    ...(minLength > 0 ? [atLeast(minLength)] : []),
    ...(maxLength === undefined ? [] : [atMost(maxLength)]),
    ...(pattern === undefined ? [] : [patternCheck(pattern)]),
    ...formatCheck(format, 'string'),
  ];
}

function atLeast(limit: number): Check {
  const detail = `must have at least ${plural(limit, 'character')}`;
  return (value, run) => hasLength(String(value), limit) || run.violate('minLength', detail);
}

function atMost(limit: number): Check {
  const detail = `must have at most ${plural(limit, 'character')}`;
  return (value, run) => !hasLength(String(value), limit + 1) || run.violate('maxLength', detail);
}

/** Whether a text has that many code points (JSON Schema counts characters of RFC 8259), at most two units each. */
function hasLength(text: string, count: number): boolean {
  if (text.length < count) return false;
  if (text.length >= count * 2) return true;
  let found = 0;
  for (const _ of text) if (++found >= count) return true;
  return found >= count;
}

function patternCheck(pattern: string): Check {
  const detail = `must match the pattern ${pattern}`;
  return (value, run) => run.matches(pattern, String(value)) || run.violate('pattern', detail);
}
