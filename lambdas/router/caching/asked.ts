import type { Selecting, UriParts } from '../../core/caching/cache-key.ts';
import type { CallerPolicy } from '../../core/caching/caller.ts';
import type { PurgeSubject } from '../../core/caching/purges.ts';
import type { RequestDirectives } from '../../core/caching/request-directives.ts';
import type { HeaderField, RequestMessage } from '../../core/messages.ts';
import type { Answer } from '../answer.ts';
import type { Cache } from './cache.ts';

/** A request that may be answered from the cache, with all that its answer depends on. */
export interface Asked extends Pick<CallerPolicy, 'policy' | 'credentials'> {
  readonly cache: Cache;
  /** The client's. */
  readonly request: RequestMessage;
  readonly directives: RequestDirectives;
  readonly parts: UriParts;
  /** `uriKey` of the parts. */
  readonly uri: string;
  readonly selecting: Selecting;
  /** Keys of what tells since when its responses count: of the operation's tags, and of the URI where content chooses. */
  readonly marks: readonly string[];
  readonly subject: PurgeSubject;
  /** Milliseconds since the epoch until which an answer must be there. */
  readonly deadline: number;
  /** Sends the request to a target, with these fields. */
  readonly ask: (headers: readonly HeaderField[]) => Promise<Answer<Uint8Array>>;
  /** Has this request served once more after its answer, to renew what is stored; resolves to whether that will happen. */
  readonly refreshLater: () => Promise<boolean>;
  /** It is that repetition: nobody waits for its answer. */
  readonly refreshing: boolean;
  /** Capacity units of the table that this request took. */
  readonly units: { read: number; write: number };
}
