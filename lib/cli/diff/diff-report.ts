import type { Change, DeploymentChange, Verdict } from '../../compiler/index.ts';

/** What there is to say of two versions of a document. */
export interface DiffReport {
  /** As the user named it. */
  readonly document: string;
  /** As the user named it. */
  readonly base: string;
  /** The worst first. */
  readonly changes: readonly LocatedChange[];
  /** `undefined` where the base could not be deployed. */
  readonly deployment: readonly DeploymentChange[] | undefined;
}

export interface LocatedChange extends Change {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
}

export const VERDICTS = ['breaking', 'unclear', 'compatible'] as const satisfies readonly Verdict[];

/** `2 breaking, 1 unclear, 5 compatible`. */
export function countChanges({ changes }: DiffReport): string {
  if (changes.length === 0) return 'no changes for consumers';
  const counts = VERDICTS.map(
    (verdict) => [changes.filter((change) => change.verdict === verdict).length, verdict] as const,
  );
  return counts
    .filter(([count]) => count > 0)
    .map(([count, verdict]) => `${count} ${verdict}`)
    .join(', ');
}

/** `GET /pets, POST /pets and 12 more`; empty where the whole document is meant. */
export function someOf(operations: readonly string[]): string {
  const more = operations.length - SHOWN_OPERATIONS;
  const first = operations.slice(0, SHOWN_OPERATIONS).join(', ');
  return more > 0 ? `${first} and ${more} more` : first;
}

const SHOWN_OPERATIONS = 3;
