/** HTTP messages as the Lambdas see them: plain values, no stream, no framework. */

/** One field line, name as received. Repeated names stay separate lines, in order (RFC 9110 section 5.3). */
export type HeaderField = readonly [name: string, value: string];

export interface RequestMessage {
  /** Upper case. */
  readonly method: string;
  /** Percent-encoded, as the client sent it after the stage; always starts with `/`; without the query. */
  readonly path: string;
  /** Percent-encoded, without `?`; empty when there is none. */
  readonly query: string;
  readonly headers: readonly HeaderField[];
  /** `undefined` when the request has no content. */
  readonly body: Uint8Array | undefined;
}

export interface ResponseMessage {
  readonly status: number;
  readonly headers: readonly HeaderField[];
  readonly body: Uint8Array;
}
