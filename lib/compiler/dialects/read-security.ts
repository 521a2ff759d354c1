import { error, type Report } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { isObject, member } from '../plain-object.ts';
import { shown } from '../shown.ts';
import type { Located, NamedScheme, NormalSecurity } from './normal-document.ts';

const OPEN: NormalSecurity = { alternatives: [], pointer: '' };

/**
 * An operation's security: its own where it has the key (`[]` opens it), else the document's. What cannot be read is an
 * error, so that it never counts as open.
 */
export function readSecurity(root: unknown, operation: Located, report: Report): NormalSecurity {
  const owner =
    isObject(operation.value) && Object.hasOwn(operation.value, 'security') ? operation : { value: root, pointer: '' };
  if (!isObject(owner.value) || !Object.hasOwn(owner.value, 'security')) return OPEN;
  const pointer = pointerTo(owner.pointer, 'security');
  const list = member(owner.value, 'security');
  if (!Array.isArray(list)) {
    report(
      error(
        'document-shape',
        pointer,
        `security is ${shown(list)}, expected a list such as [{ schemeName: [] }], or [] for an open operation`,
      ),
    );
    return OPEN;
  }
  const alternatives = list.map((value, index) =>
    readAlternative({ value, pointer: pointerTo(pointer, index) }, report),
  );
  return { alternatives, pointer };
}

function readAlternative({ value, pointer }: Located, report: Report): readonly NamedScheme[] {
  if (!isObject(value)) {
    report(
      error(
        'document-shape',
        pointer,
        `a security requirement is ${shown(value)}, expected an object such as { schemeName: [] }`,
      ),
    );
    return [];
  }
  return Object.entries(value).map(([scheme, scopes]): NamedScheme => {
    const at = pointerTo(pointer, scheme);
    if (Array.isArray(scopes) && scopes.every((scope) => typeof scope === 'string'))
      return { scheme, scopes, pointer: at };
    report(
      error(
        'document-shape',
        at,
        `scopes of "${scheme}" are ${shown(scopes)}, expected a list of texts, or [] for none`,
      ),
    );
    return { scheme, scopes: [], pointer: at };
  });
}
