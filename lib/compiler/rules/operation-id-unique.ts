import { buildPreflights } from '../build-preflights.ts';
import { error } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import type { ReadOperation } from '../reading.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

export const operationIdUnique: Rule<'operation-id-unique'> = {
  name: 'operation-id-unique',
  severities: ['error'],
  summary: 'An `operationId` names one operation only.',
  why: "Plans, logs, metrics and the authorizer's word for an operation all go by this name. OpenAPI asks for the same.",
  sources: [SOURCES.openapi('operation-object', 'Operation Object')],
  fix: 'Give each operation its own `operationId`, or remove it: method and path are then the name.',
  bad: {
    yaml: `
      paths:
        /pets:
          get: { operationId: pets }
          post:
            operationId: pets # <-- here
    `,
  },
  good: {
    yaml: `
      paths:
        /pets:
          get: { operationId: listPets }
          post: { operationId: addPet }
    `,
  },
  check: (reading, report) => {
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
  },
};
