import type { NormalOperation, NormalSecurity } from '../dialects/normal-document.ts';
import { normalize } from '../dialects/normalize.ts';
import { requestShape } from '../dialects/template-shape.ts';
import type { DocumentSource } from '../document-source.ts';
import { warning } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import type { Finding } from '../problem.ts';
import { isOptional } from '../security/api-security.ts';

/**
 * Operations that demand credentials in the document and none under its overlays, once for each place that did it. The
 * document is read a second time for it, where anything is open: security may come through any reference.
 */
export function openedOperations(
  { withoutOverlays, locate }: DocumentSource,
  operations: readonly NormalOperation[],
): readonly Finding[] {
  const open = operations.filter(({ security }) => isOptional(security.alternatives));
  if (withoutOverlays === undefined || open.length === 0) return [];
  const before = normalize(withoutOverlays(), () => undefined)?.operations ?? [];
  const known = new Map(before.map((operation) => [requestShape(operation), operation]));
  const opened = open.flatMap((operation) => {
    const was = known.get(requestShape(operation));
    if (was === undefined || isOptional(was.security.alternatives)) return [];
    return [{ name: `${operation.method} ${operation.path}`, pointer: causeOf(operation, was) }];
  });
  const byPlace = Map.groupBy(opened, ({ pointer }) => JSON.stringify(locate(pointer)));
  return [...byPlace.values()].map(([{ name, pointer } = { name: '', pointer: '' }, ...others]) => {
    const named = `${name}${others.length > 0 ? ` and ${others.length} others demand` : ' demands'}`;
    const message = `${named} security in the document and nothing under this overlay, so that anybody may call; leave security as it is, or change it in the document if that is meant`;
    return warning('overlay-security', pointer, message);
  });
}

/** Where the security that counts now is written; without any, where what counted before would be. */
function causeOf({ pointer, security }: NormalOperation, was: NormalOperation): string {
  if (security.pointer !== '') return pointerTo(security.pointer, ...emptyAlternative(security));
  return pointerTo(was.security.pointer === '/security' ? '' : pointer, 'security');
}

function emptyAlternative({ alternatives }: NormalSecurity): readonly number[] {
  const index = alternatives.findIndex(({ length }) => length === 0);
  return index < 0 ? [] : [index];
}
