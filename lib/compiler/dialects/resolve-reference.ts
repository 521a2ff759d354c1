import { error, type Report, warning } from '../finding.ts';
import { pointerTo, valueAt } from '../json-pointer.ts';
import { member } from '../plain-object.ts';
import { UNREAD } from '../references/files-key.ts';
import { decodeUri } from '../references/parse-reference.ts';
import { shownReference } from '../references/shown-reference.ts';
import type { Located } from './normal-document.ts';

/** Nobody writes so many in a row; following each of a chain of thousands would take its square. */
const MAX_LINKS = 50;

/** Follows `$ref` after `$ref` inside the document; what cannot be followed is reported and `undefined`. */
export function resolveReference(root: unknown, from: Located, report: Report): Located | undefined {
  return followReferences(root, from, report)?.at(-1);
}

/** As `resolveReference`, for what OpenAPI has Reference Objects in the place of: of keys beside `$ref` it tells. */
export function resolveComponent(root: unknown, from: Located, report: Report): Located | undefined {
  if (member(from.value, '$ref') !== undefined) {
    const beside = Object.keys(from.value as object).filter(isIgnored); // it has a member
    for (const key of beside) {
      const message = `"${key}" beside $ref is not read, as OpenAPI says; move it to what is referred to`;
      report(warning('reference-siblings', pointerTo(from.pointer, key), message));
    }
  }
  return resolveReference(root, from, report);
}

const isIgnored = (key: string): boolean =>
  !['$ref', 'summary', 'description'].includes(key) && (!key.startsWith('x-') || key === 'x-gateway');

/** All on the way, from the value given to the one that is no reference. */
export function followReferences(root: unknown, from: Located, report: Report): readonly Located[] | undefined {
  const links = [from];
  const seen = new Set<unknown>();
  for (let at = from; ; links.push(at)) {
    const reference = member(at.value, '$ref');
    if (reference === undefined) return links;
    const why = seen.has(reference)
      ? 'leads back to itself, name an existing component'
      : `is one of more than ${MAX_LINKS} in a row, name what the last of them names`;
    if (seen.has(reference) || links.length > MAX_LINKS) {
      report(error('reference-exists', from.pointer, `$ref ${shownReference(reference)} ${why}`));
      return undefined;
    }
    seen.add(reference);
    const next = followReference(root, at, (finding) => report({ ...finding, pointer: from.pointer }));
    if (next === undefined) return undefined;
    at = next;
  }
}

/** What the `$ref` of a value names, which may hold a `$ref` again; a value without one is itself. */
export function followReference(root: unknown, from: Located, report: Report): Located | undefined {
  const reference = member(from.value, '$ref');
  if (reference === undefined) return from;
  // Has been told.
  if (reference === UNREAD) return undefined;
  const next = typeof reference === 'string' ? lookUp(root, reference) : undefined;
  if (next !== undefined) return next;
  const message = `$ref ${shownReference(reference)} names nothing in this document, name an existing component`;
  report(error('reference-exists', from.pointer, message));
  return undefined;
}

/** A document does not change once it is read, and many a reference is followed from everywhere. */
const found = new WeakMap<object, Map<string, Located | undefined>>();

function lookUp(root: unknown, reference: string): Located | undefined {
  if (typeof root !== 'object' || root === null) return undefined;
  const known = found.get(root) ?? new Map<string, Located | undefined>();
  found.set(root, known);
  if (!known.has(reference)) known.set(reference, lookUpAnew(root, reference));
  return known.get(reference);
}

function lookUpAnew(root: object, reference: string): Located | undefined {
  const pointer = decodeUri(reference.slice(1));
  if (!reference.startsWith('#') || !/^(\/|$)/.test(pointer)) return undefined;
  const value = valueAt(root, pointer);
  return value === undefined ? undefined : { value, pointer };
}
