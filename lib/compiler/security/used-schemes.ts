import type { Located } from '../dialects/normal-document.ts';
import type { Reading, ReadOperation } from '../reading.ts';

export interface UsedScheme extends Located {
  readonly name: string;
  /** In the document's order, at least one. */
  readonly operations: readonly ReadOperation[];
}

/** The declared security schemes that some operation needs: nothing has to be known of the others. */
export function usedSchemes({ document, operations }: Reading): readonly UsedScheme[] {
  return [...document.securitySchemes].flatMap(([name, located]) => {
    const users = operations.filter(({ security }) =>
      security.alternatives.flat().some(({ scheme }) => scheme === name),
    );
    return users.length === 0 ? [] : [{ ...located, name, operations: users }];
  });
}
