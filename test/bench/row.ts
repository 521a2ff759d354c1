/** One line of the benchmark's table: what was measured, what it is compared with, and the bound it must keep. */
export interface Row {
  readonly measure: string;
  readonly unit: string;
  readonly ours: number;
  /** The peer or the bare thing measured in the same run; absent where the bound is absolute. */
  readonly peer?: { readonly name: string; readonly value: number };
  /** Measured in the same run for comparison, where the bound is absolute all the same. */
  readonly beside?: { readonly name: string; readonly value: number };
  /** `ours / peer`, or `ours` itself where there is no peer, must be at least or at most this; absent: for information. */
  readonly bound?: { readonly kind: 'at least' | 'at most'; readonly value: number };
}

/** What the bound speaks of. */
export function ratio({ ours, peer }: Row): number {
  return peer === undefined ? ours : ours / peer.value;
}

export function holds(row: Row): boolean {
  if (row.bound === undefined) return true;
  return row.bound.kind === 'at least' ? ratio(row) >= row.bound.value : ratio(row) <= row.bound.value;
}
