import type { RateLimit } from './rate-limit.ts';

/** Writes a second that one item of DynamoDB surely takes (1,000 units a partition), with room for those that do not hold. */
const PER_ITEM = 400;

/** Requests at once in a shard: fewer would be refused while another shard has some left. */
const LEAST_BURST = 20;

/** A limit too fast for one item is dealt out over several, whose sum is never more than the limit. */
export function shardsOf({ rate, burst }: RateLimit): number {
  const wanted = Math.ceil(rate / PER_ITEM);
  return Math.max(1, Math.min(wanted, Math.floor(burst / LEAST_BURST)));
}

export function shardLimit({ rate, burst }: RateLimit, shards: number, shard: number): RateLimit {
  // What does not divide goes to the first ones.
  const share = Math.floor(burst / shards) + (shard < burst % shards ? 1 : 0);
  return { rate: rate / shards, burst: share };
}
