import { buildPreflights } from '../build-preflights.ts';
import { error } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import type { ReadOperation, Rule } from '../reading.ts';

export const operationIdUnique: Rule = (reading, report) => {
  const first = new Map<string, ReadOperation>();
  for (const operation of reading.operations) {
    const { id, pointer } = operation;
    const other = first.get(id);
    if (other === undefined) first.set(id, operation);
    else {
      const message = `operationId "${id}" is that of ${other.method} ${other.path} too, give each operation its own`;
      report(error('operation-id-unique', pointerTo(pointer, 'operationId'), message));
    }
  }
  for (const { id, path } of buildPreflights(reading)) {
    const taken = first.get(id);
    if (taken === undefined) continue;
    const message = `operationId "${id}" is that of the answer to preflight requests of ${path}, choose another`;
    report(error('operation-id-unique', pointerTo(taken.pointer, 'operationId'), message));
  }
};
