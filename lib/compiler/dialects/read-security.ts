import { error, type Report } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { isObject, member } from '../plain-object.ts';
import { shown } from '../shown.ts';
import type { Located, NamedScheme, NormalSecurity } from './normal-document.ts';
import { readOnce } from './read-once.ts';

const OPEN: NormalSecurity = { alternatives: [], pointer: '' };

/** More of them say nothing; each operation may inherit them all. */
const MAX_ALTERNATIVES = 200;

/**
 * Reads an operation's security: its own where it has the key (`[]` opens it), else the document's. What cannot be read is
 * an error, so that it never counts as open.
 */
export function securityReader(root: unknown, report: Report): (operation: Located) => NormalSecurity {
  const securityOf = readOnce((owner) => readSecurity(owner, report));
  return (operation) => {
    const isOwn = isObject(operation.value) && Object.hasOwn(operation.value, 'security');
    return securityOf(isOwn ? operation : { value: root, pointer: '' });
  };
}

function readSecurity(owner: Located, report: Report): NormalSecurity {
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
  if (list.length > MAX_ALTERNATIVES) {
    const message = `security has ${list.length} alternatives, at most ${MAX_ALTERNATIVES} are read, give scopes or schemes in common one name`;
    report(error('document-shape', pointer, message));
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
      return { scheme, scopes: [...new Set(scopes)].sort(), pointer: at };
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
