import { type Allowance, allowance, nextStep, type RateLimit, type Step } from '../core/limiting/rate-limit.ts';
import { shardLimit, shardsOf } from '../core/limiting/shards.ts';
import type { DynamoDbClient, DynamoDbOutcome, ItemUpdate } from './dynamodb-client.ts';

/** A limit that holds for the whole fleet, because each request takes its place in the table. */
export interface LimitTable {
  /** @param key whose requests are counted together @param now milliseconds since the epoch */
  take(limit: RateLimit, key: string, now: number): Promise<LimitOutcome>;
}

export type LimitOutcome =
  | { readonly kind: 'admitted' | 'refused'; readonly allowance: Allowance; readonly units: number }
  /** The table does not say: limits fail open (decision 8). */
  | { readonly kind: 'unknown'; readonly reason: string };

/** Keys of which an instance remembers the arrival time: some megabytes. */
const MOST_KNOWN = 10_000;

/** A shard that refuses is one of several: a second one is asked before the answer is no. */
const MOST_SHARDS = 2;

export function limitTable(client: DynamoDbClient, table: string, random: () => number): LimitTable {
  const known = new Map<string, number>();
  const learn = (pk: string, arrival: number): void => {
    const seen = known.get(pk) ?? 0;
    known.delete(pk);
    known.set(pk, Math.max(seen, arrival));
    const [oldest] = known.keys();
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  };

  async function takeIn(limit: RateLimit, pk: string, now: number): Promise<LimitOutcome> {
    let units = 0;
    for (;;) {
      const step = nextStep(limit, known.get(pk), now);
      if (step.kind === 'refuse') {
        return { kind: 'refused', allowance: allowance(limit, known.get(pk) ?? now, now), units };
      }
      const outcome = await client.updateItem(table, { pk: { S: pk } }, updateOf(step));
      if (outcome.kind === 'unavailable') return { kind: 'unknown', reason: outcome.reason };
      units += unitsOf(outcome);
      const arrival = await arrivalOf(client, table, pk, outcome);
      if (typeof arrival === 'string') return { kind: 'unknown', reason: arrival };
      learn(pk, arrival);
      if (outcome.kind === 'done') return { kind: 'admitted', allowance: allowance(limit, arrival, now), units };
    }
  }

  return {
    async take(limit, key, milliseconds) {
      const now = Math.round(milliseconds * 1000);
      const shards = shardsOf(limit);
      const first = Math.floor(random() * shards);
      let [units, refused]: [number, LimitOutcome | undefined] = [0, undefined];
      for (let tried = 0; tried < Math.min(shards, MOST_SHARDS); tried += 1) {
        const shard = (first + tried * Math.max(1, Math.floor(shards / 2))) % shards;
        const outcome = await takeIn(shardLimit(limit, shards, shard), `limit#${key}#${shard}`, now);
        if (outcome.kind === 'unknown') return outcome;
        units += outcome.units;
        refused = { ...outcome, units };
        if (outcome.kind === 'admitted') break;
      }
      return refused as LimitOutcome; // one shard is asked at least
    },
  };
}

const names = { '#at': 'at' };
const number = (value: number) => ({ N: String(value) });

function updateOf(step: Exclude<Step, { readonly kind: 'refuse' }>): ItemUpdate {
  switch (step.kind) {
    case 'begin':
      return {
        expression: 'SET #at = :to, #ttl = :ttl',
        condition: 'attribute_not_exists(#at) OR #at <= :now',
        names: { ...names, '#ttl': 'ttl' },
        values: { ':to': number(step.to), ':now': number(step.now), ':ttl': number(Math.ceil(step.to / 1e6) + DAY) },
      };
    case 'advance':
      return {
        expression: 'SET #at = #at + :by',
        condition: '#at > :now AND #at <= :latest',
        names,
        values: { ':by': number(step.by), ':now': number(step.now), ':latest': number(step.latest) },
      };
    default:
      return step satisfies never;
  }
}

/** Seconds that a row outlives its last beginning. */
const DAY = 86_400;

/** One unit for a small item, whether the condition holds or not (developer guide, conditional writes). */
const unitsOf = (outcome: DynamoDbOutcome): number => (outcome.kind === 'done' ? outcome.units : 1);

/** The arrival time as the table has it now; a text: why it does not say. */
async function arrivalOf(
  client: DynamoDbClient,
  table: string,
  pk: string,
  outcome: Exclude<DynamoDbOutcome, { readonly kind: 'unavailable' }>,
): Promise<number | string> {
  const told = outcome.kind === 'done' ? outcome.items[0] : outcome.item;
  if (told?.at && 'N' in told.at) return Number(told.at.N);
  // Not every table tells with its refusal.
  const found = await client.getItems(table, [{ pk: { S: pk } }]);
  if (found.kind !== 'done') return found.kind === 'unavailable' ? found.reason : found.kind;
  const at = found.items[0]?.at;
  return at && 'N' in at ? Number(at.N) : 'no such row';
}
