import type { ApiModel } from '../api-model.ts';
import type { Reading, ReadOperation } from '../reading.ts';
import type { CheckName, FixedCheckName, Verdict } from './checks.ts';

/** One version of a document. */
export interface Version {
  readonly reading: Reading;
  /** `undefined` where the version has problems of severity error. */
  readonly model: ApiModel | undefined;
}

/** What a new version of a document changes for its consumers. */
export interface Change {
  readonly check: CheckName;
  readonly verdict: Verdict;
  readonly message: string;
  /** `METHOD /path` of those concerned, as the version of `side` writes them; none: the whole document. */
  readonly operations: readonly string[];
  /** The version that `pointer` leads into. */
  readonly side: Side;
  readonly pointer: string;
}

export type Side = 'base' | 'next';

/** An operation in both versions. */
export interface OperationPair {
  readonly base: ReadOperation;
  readonly next: ReadOperation;
}

/** Takes down a change of whatever is being compared. */
export type Tell = (check: FixedCheckName, place: Pick<Change, 'side' | 'pointer'>, message: string) => void;

export const inBase = ({ pointer }: { readonly pointer: string }) => ({ side: 'base', pointer }) as const;

export const inNext = ({ pointer }: { readonly pointer: string }) => ({ side: 'next', pointer }) as const;
