/** What authorizer and router both need to find an operation: they compile the same tree from it. */
export interface OperationKey {
  /** The document's `operationId`, or `METHOD /path` where it has none; unique. */
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  /** The document's own template, before any lowering, e.g. `/reports/{id}.json`. */
  readonly path: string;
}
