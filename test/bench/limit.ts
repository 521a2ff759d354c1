import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDynamoDbClient } from '../../lambdas/adapters/dynamodb-client.ts';
import { limitTable } from '../../lambdas/adapters/limit-table.ts';
import type { RateLimit } from '../../lambdas/core/limiting/rate-limit.ts';
import { shardsOf } from '../../lambdas/core/limiting/shards.ts';
import { createTable } from '../../lib/local/dynamodb/create-table.ts';
import { startDynalite } from '../../lib/local/dynamodb/start-dynalite.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { singleKeyTable } from '../support/single-key-table.ts';
import type { Row } from './row.ts';

const CALLERS = 64;
const ROUNDS = 60;
/** Requests for each one that the limit lets in. */
const DEMAND = 2;

/** Seconds after which a caller's clock says so; how the limiter took it. */
interface Arrival {
  readonly at: number;
  readonly admitted: boolean;
  readonly units: number;
}

/**
 * The exact limiter under 64 callers who ask at once, again and again, each an instance that knows nothing of the others; the
 * clock is virtual, the table and its conflicts are real. Beside it a token bucket that sees all of them.
 */
export async function benchLimit(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gatewright-bench-'));
  const dynalite = await startDynalite({ path: folder, port: 0 });
  const endpoint = `http://127.0.0.1:${dynalite.port}`;
  await createTable(endpoint, singleKeyTable('limits'));
  try {
    const rows: Row[] = [];
    for (const limit of [
      { rate: 100, burst: 40 },
      { rate: 2000, burst: 200 },
    ])
      rows.push(...rowsOf(limit, await arrivals(limit, endpoint)));
    return rows;
  } finally {
    await dynalite.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function arrivals(limit: RateLimit, endpoint: string): Promise<readonly Arrival[]> {
  const environment = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' };
  const client = createDynamoDbClient({ ...environment, AWS_ENDPOINT_URL_DYNAMODB: endpoint }, 30_000);
  const random = seededRandom(1);
  const callers = Array.from({ length: CALLERS }, () => limitTable(client, 'limits', random));
  const length = CALLERS / (limit.rate * DEMAND);
  const all: Arrival[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const ask = async (caller: (typeof callers)[number]): Promise<Arrival> => {
      const at = (round + random()) * length;
      const outcome = await caller.take(limit, `rate ${limit.rate}`, START + at * 1000);
      if (outcome.kind === 'unknown') throw new Error(`the table does not answer: ${outcome.reason}`);
      return { at, admitted: outcome.kind === 'admitted', units: outcome.units };
    };
    all.push(...(await Promise.all(callers.map(ask))));
  }
  return all.toSorted((one, other) => one.at - other.at);
}

/** Milliseconds since 1970. */
const START = 1_800_000_000_000;

function rowsOf(limit: RateLimit, all: readonly Arrival[]): readonly Row[] {
  const rows = shardsOf(limit);
  const where = `exact limit of ${limit.rate}/s in ${rows} row${rows > 1 ? 's' : ''}, ${CALLERS} at once`;
  const admitted = all.filter((one) => one.admitted);
  const bucket = bucketAdmits(limit, all);
  return [
    {
      measure: `${where}: write units per request, denials counted`,
      unit: 'units',
      ours: all.reduce((sum, { units }) => sum + units, 0) / all.length,
      bound: { kind: 'at most', value: 1.99 },
    },
    {
      measure: `${where}: most let in over the limit in any span`,
      unit: 'requests',
      ours: Math.max(0, mostOver(limit, admitted)),
      bound: { kind: 'at most', value: 0 },
    },
    {
      measure: `${where}: let in`,
      unit: 'requests',
      ours: admitted.length,
      peer: { name: 'a token bucket that sees all', value: bucket },
      bound: { kind: 'at least', value: 0.95 },
    },
  ];
}

/** How many requests more than burst and rate allow came through within the worst span of time. */
function mostOver({ rate, burst }: RateLimit, admitted: readonly Arrival[]): number {
  let [most, least] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const [index, { at }] of admitted.entries()) {
    least = Math.min(least, index - at * rate);
    most = Math.max(most, index + 1 - at * rate - least);
  }
  // Counts are whole: what is left of the binary fractions is none.
  return Math.floor(most - burst + 1e-6);
}

function bucketAdmits({ rate, burst }: RateLimit, all: readonly Arrival[]): number {
  let [tokens, last, count] = [burst, 0, 0];
  for (const { at } of all) {
    tokens = Math.min(burst, tokens + (at - last) * rate);
    last = at;
    if (tokens < 1) continue;
    tokens -= 1;
    count += 1;
  }
  return count;
}
