import type { ResponseMessage } from '../messages.ts';

export interface StoredResponse extends ResponseMessage {
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  /** Seconds it was old already when received. */
  readonly initialAge: number;
  /** Milliseconds since the epoch; it may be deleted from then on. */
  readonly freshUntil: number;
}

/** The port behind which responses are kept. A store decides nothing and never throws: a cache that fails is no cache. */
export interface StoredResponses {
  get(key: string): Promise<GetOutcome>;
  /** Replaces what is stored under the key. */
  put(key: string, response: StoredResponse): Promise<PutOutcome>;
}

export type GetOutcome =
  | { readonly kind: 'found'; readonly response: StoredResponse }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unavailable'; readonly reason: string };

export type PutOutcome =
  | { readonly kind: 'stored' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'unavailable'; readonly reason: string };
