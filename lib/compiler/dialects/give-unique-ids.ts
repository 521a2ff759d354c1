import { type Report, warning } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import type { NormalOperation } from './normal-document.ts';

/** An `operationId` that an earlier operation has says nothing: method and path are the name then, as without one. */
export function giveUniqueIds(operations: readonly NormalOperation[], report: Report): readonly NormalOperation[] {
  const taken = new Map<string, NormalOperation>();
  return operations.map((operation) => {
    const { id, method, path, pointer } = operation;
    const other = taken.get(id);
    const fallback = `${method} ${path}`;
    if (other === undefined) taken.set(id, operation);
    if (other === undefined || id === fallback) return operation;
    const message = `operationId "${id}" is that of ${other.method} ${other.path} too, so this operation is known as "${fallback}", give each operation its own`;
    report(warning('operation-id-unique', pointerTo(pointer, 'operationId'), message));
    return { ...operation, id: fallback };
  });
}
