import type { DynamoDbEnvironment } from '../../adapters/dynamodb-client.ts';
import type { Answer, AnswerBody } from '../answer.ts';
import { type CacheEnvironment, openCache } from './cache.ts';
import { dropAgain } from './drop-again.ts';
import type { DropEvent } from './drop-event.ts';
import { passingBy, type Through, throughCache } from './through-cache.ts';

export type Passing<Body extends AnswerBody = Uint8Array> = Omit<Through<Body>, 'cache'>;

export interface Caching {
  readonly serve: (passing: Passing) => Promise<Answer<Uint8Array>>;
  /** For answers that stream. */
  readonly passBy: <Body extends AnswerBody>(passing: Passing<Body>) => Promise<Answer<Body>>;
  readonly dropAgain: (event: DropEvent) => Promise<void>;
}

/** All that an API without a cached operation never loads. */
export function openCaching(environment: DynamoDbEnvironment & CacheEnvironment, table: string): Caching {
  const cache = openCache(environment, table);
  return {
    serve: (passing) => throughCache({ ...passing, cache }),
    passBy: (passing) => passingBy({ ...passing, cache }),
    dropAgain: (event) => dropAgain(cache, event),
  };
}
