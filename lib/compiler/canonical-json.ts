import { compare } from './canonical-order.ts';

/** JSON with the keys of each object in one order: a document that is only written in another order must be the same text. */
export const canonicalJson = (value: unknown): string => JSON.stringify(inOrder(value));

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([one], [other]) => compare(one, other));
  return Object.fromEntries(entries.map(([key, item]) => [key, inOrder(item)]));
}
