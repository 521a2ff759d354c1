import { buildPreflights } from '../build-preflights.ts';
import { error, type Report } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { member } from '../plain-object.ts';
import type { Reading, ReadOperation } from '../reading.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

export const operationIdUnique: Rule<'operation-id-unique'> = {
  name: 'operation-id-unique',
  severities: ['error', 'warning'],
  summary: 'An `operationId` names one operation only.',
  why: "Plans, logs, metrics and the authorizer's word for an operation all go by this name. OpenAPI asks for the same. Only the first of several keeps it, method and path name the others, which a warning says; where a plan goes by that name, or it is the name of another operation still, it is an error.",
  sources: [SOURCES.openapi('operation-object', 'Operation Object')],
  fix: 'Give each operation its own `operationId`, or remove it: method and path are then the name.',
  bad: {
    yaml: `
      paths:
        /pets:
          get: { operationId: POST /pets }
          post: {} # <-- here
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
    reportPlanned(reading, report);
    for (const { id, path } of buildPreflights(reading)) {
      const taken = first.get(id);
      if (taken === undefined) continue;
      const message = `operationId "${id}" is that of the answer to preflight requests of ${path}, choose another`;
      report(error('operation-id-unique', pointerTo(taken.pointer, 'operationId'), message));
    }
  },
};

/** A plan may mean any of the operations that are written with the name. */
function reportPlanned({ operations, plans }: Reading, report: Report): void {
  for (const { id, pointer, value } of operations) {
    const written = member(value, 'operationId');
    const plan = plans.find((each) => typeof written === 'string' && Object.hasOwn(each.operations, written));
    if (written === id || plan === undefined) continue;
    const message = `operationId "${written}" is that of another operation too, and plan "${plan.name}" goes by it, give each operation its own`;
    report(error('operation-id-unique', pointerTo(pointer, 'operationId'), message));
  }
}
