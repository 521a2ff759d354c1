import { error } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import type { ReadOperation, Rule } from '../reading.ts';

export const operationIdUnique: Rule = ({ operations }, report) => {
  const first = new Map<string, ReadOperation>();
  for (const operation of operations) {
    const { id, pointer } = operation;
    const other = first.get(id);
    if (other === undefined) first.set(id, operation);
    else {
      const message = `operationId "${id}" is that of ${other.method} ${other.path} too, give each operation its own`;
      report(error('operation-id-unique', pointerTo(pointer, 'operationId'), message));
    }
  }
};
