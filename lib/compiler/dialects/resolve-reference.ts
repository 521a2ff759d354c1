import { error, type Report } from '../finding.ts';
import { pointerKeys } from '../json-pointer.ts';
import { member } from '../plain-object.ts';
import type { RuleName } from '../rules/index.ts';
import { shown } from '../shown.ts';
import type { Located } from './normal-document.ts';

/** Follows `$ref` after `$ref` inside the document; what cannot be followed is reported and `undefined`. */
export function resolveReference(root: unknown, from: Located, report: Report): Located | undefined {
  const seen = new Set<string>();
  let at = from;
  for (;;) {
    const reference = member(at.value, '$ref');
    if (reference === undefined) return at;
    const problem = (rule: RuleName, message: string) => report(error(rule, from.pointer, message));
    if (typeof reference !== 'string' || !reference.startsWith('#')) {
      const found = shown(reference);
      problem(
        'reference-local',
        `$ref is ${found}, only "#/…" in this document is read yet, bundle the files into one`,
      );
      return undefined;
    }
    const next = lookUp(root, reference);
    if (next === undefined || seen.has(reference)) {
      const why = next === undefined ? 'names nothing in this document' : 'leads back to itself';
      problem('reference-exists', `$ref "${reference}" ${why}, name an existing component`);
      return undefined;
    }
    seen.add(reference);
    at = next;
  }
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
