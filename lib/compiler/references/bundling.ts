import type { ReadReport } from '../read-report.ts';
import type { Spot } from './find-target.ts';
import type { Home, Homes } from './homes.ts';
import type { Kind } from './shapes.ts';

/** A value in which references are looked for. */
export interface Visit extends Spot {
  readonly node: object;
  readonly kind: Kind;
  /** Pointer in the tree; `home` and `pointer` say where it was written. */
  readonly tree: string;
  /** What it was put in the place of, and what that was, the innermost first. */
  readonly within: Inlined | undefined;
}

export interface Inlined {
  /** `FILE#POINTER`. */
  readonly target: string;
  readonly around: Inlined | undefined;
}

/** A reference as it was found: the member `key` of `owner`. */
export interface Reference {
  readonly text: string;
  readonly owner: object;
  readonly key: string;
  /** Of the object that holds it. */
  readonly from: Spot;
  /** Of what it names. */
  readonly kind: Kind;
}

/** What the stages of bundling one document share. */
export interface Bundling {
  readonly root: Home;
  readonly homes: Homes;
  readonly report: ReadReport;
  /** Holders of references that point into the tree by now. */
  readonly rewritten: WeakSet<object>;
  readonly copy: (value: unknown) => unknown;
  readonly visit: (visit: Visit) => void;
  readonly refer: (reference: Reference) => void;
  /** Pointer of a file's value in the tree, where it is put if it has no place there yet. */
  readonly baseOf: (home: Home) => string;
}
