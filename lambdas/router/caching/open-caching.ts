import type { DynamoDbEnvironment } from '../../adapters/dynamodb-client.ts';
import { type CacheEnvironment, openCache } from './cache.ts';
import { type ThroughCache, throughCache } from './through-cache.ts';

/** All that an API without a cached operation never loads. */
export function openCaching(environment: DynamoDbEnvironment & CacheEnvironment, table: string): ThroughCache {
  const cache = openCache(environment, table);
  return (through) => throughCache({ ...through, cache });
}
