import { error, type Report } from '../finding.ts';
import { pointerKeys } from '../json-pointer.ts';
import { member } from '../plain-object.ts';
import { shown } from '../shown.ts';
import type { Located } from './normal-document.ts';

/** Follows `$ref` after `$ref` inside the document; what cannot be followed is reported and `undefined`. */
export function resolveReference(root: unknown, from: Located, report: Report): Located | undefined {
  const seen = new Set<unknown>();
  let at = from;
  for (;;) {
    const reference = member(at.value, '$ref');
    if (reference === undefined) return at;
    if (seen.has(reference)) {
      const message = `$ref ${shown(reference)} leads back to itself, name an existing component`;
      report(error('reference-exists', from.pointer, message));
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
  if (typeof reference !== 'string' || !reference.startsWith('#')) {
    const found = shown(reference);
    const message = `$ref is ${found}, only "#/…" in this document is read yet, bundle the files into one`;
    report(error('reference-local', from.pointer, message));
    return undefined;
  }
  const next = lookUp(root, reference);
  if (next === undefined) {
    const message = `$ref "${reference}" names nothing in this document, name an existing component`;
    report(error('reference-exists', from.pointer, message));
  }
  return next;
}

function lookUp(root: unknown, reference: string): Located | undefined {
  const pointer = decodeFragment(reference.slice(1));
  const value = pointerKeys(pointer).reduce(member, root);
  return value === undefined ? undefined : { value, pointer };
}

/** A reference is a URI: its fragment may be percent-encoded (RFC 6901 section 6). */
function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
