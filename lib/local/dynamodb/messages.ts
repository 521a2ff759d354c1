/** What the main thread and dynalite's worker thread say to each other. */

export interface DynaliteSetup {
  /** The LevelDB folder. */
  readonly path: string;
  /** 0: any. */
  readonly port: number;
}

export type FromDynalite =
  | { readonly kind: 'listening'; readonly port: number }
  /** @property code LevelDB's: `LEVEL_LOCKED`, `LEVEL_CORRUPTION` … */
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }
  | { readonly kind: 'closed' };

export type ToDynalite = 'close';
