import type { Origin } from '../origin.ts';

/** An Overlay document (OpenAPI Initiative, Overlay Specification 1.0 to 1.2), read. */
export interface Overlay {
  /** In the order in which they are applied. */
  readonly actions: readonly OverlayAction[];
}

export interface OverlayAction {
  /** JSONPath (RFC 9535). */
  readonly target: string;
  /** Where the target is written. */
  readonly origin: Origin;
  readonly change: Change;
}

export type Change =
  | { readonly kind: 'remove' }
  | { readonly kind: 'update'; readonly value: unknown; readonly origin: Origin }
  /** `from` is a JSONPath that selects one value. */
  | { readonly kind: 'copy'; readonly from: string; readonly origin: Origin };
