import type { Located } from '../dialects/normal-document.ts';
import type { Reading, ReadOperation } from '../reading.ts';

export interface UsedScheme extends Located {
  readonly name: string;
  /** In the document's order, at least one. */
  readonly operations: readonly ReadOperation[];
}

/** The declared security schemes that some operation needs: nothing has to be known of the others. */
export function usedSchemes({ document, operations }: Reading): readonly UsedScheme[] {
  const users = new Map<string, ReadOperation[]>();
  for (const operation of operations) {
    for (const name of new Set(operation.security.alternatives.flat().map(({ scheme }) => scheme))) {
      const known = users.get(name);
      if (known === undefined) users.set(name, [operation]);
      else known.push(operation);
    }
  }
  return [...document.securitySchemes].flatMap(([name, located]) => {
    const using = users.get(name);
    return using === undefined ? [] : [{ ...located, name, operations: using }];
  });
}
