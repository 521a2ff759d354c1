import { withinDepth } from './within-depth.ts';

const MAX_LENGTH = 60;
const MAX_DEPTH = 8;

/** A value of a document as a message quotes it: JSON, cut short. */
export function shown(value: unknown): string {
  if (!withinDepth(value, MAX_DEPTH)) return 'something deeply nested';
  // JSON has no `.inf` and `.nan` of YAML.
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'missing');
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 3)}...` : text;
}
