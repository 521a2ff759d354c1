/** A value of a document's text, its children found when asked for. */
export interface LocatedNode {
  /** Offset of the value in the text. */
  readonly start: number;
  child(key: string): LocatedChild | undefined;
}

export interface LocatedChild {
  /** Where a reader looks for it: the offset of a member's key, or of a list's item. */
  readonly at: number;
  readonly node: LocatedNode;
}
