import { describe, expect, it } from '@jest/globals';
import { createDynamoDbClient } from '../../../lambdas/adapters/dynamodb-client.ts';
import { type LimitOutcome, limitTable } from '../../../lambdas/adapters/limit-table.ts';
import { startTable } from '../../support/start-table.ts';

const endpoint = await startTable('limits');
const environment = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' };
const client = createDynamoDbClient({ ...environment, AWS_ENDPOINT_URL_DYNAMODB: endpoint }, 20_000);
const instance = () => limitTable(client, 'limits', Math.random);
const START = 1_800_000_000_000;

const admitted = (outcomes: readonly LimitOutcome[]) => outcomes.filter(({ kind }) => kind === 'admitted').length;
const units = (outcomes: readonly LimitOutcome[]) =>
  outcomes.reduce((sum, outcome) => sum + ('units' in outcome ? outcome.units : 0), 0);

describe('limitTable', () => {
  it('lets 64 instances have a burst together, and then the rate, for less than two units a request', async () => {
    const instances = Array.from({ length: 64 }, instance);
    const limit = { rate: 10, burst: 40 };
    const round = (now: number) => Promise.all(instances.map((one) => one.take(limit, 'all', now)));
    const first = await round(START);
    expect(admitted(first)).toBe(40);
    const second = await round(START);
    const later = await round(START + 1000);
    expect([admitted(second), admitted(later)]).toEqual([0, 10]);
    const all = [...first, ...second, ...later];
    expect(units(all) / all.length).toBeLessThan(2);
    expect(later.find(({ kind }) => kind === 'refused')).toMatchObject({ allowance: { remaining: 0, retryAfter: 1 } });
  });

  it('asks the table nothing for what it knows to be too much', async () => {
    const one = instance();
    const limit = { rate: 1, burst: 1 };
    expect(await one.take(limit, 'known', START)).toMatchObject({ kind: 'admitted', units: 1 });
    expect(await one.take(limit, 'known', START + 500)).toMatchObject({ kind: 'refused', units: 0 });
    expect(await one.take(limit, 'known', START + 1000)).toMatchObject({ kind: 'admitted' });
  });

  it('keeps to a limit that lies in several rows', async () => {
    const limit = { rate: 1000, burst: 60 };
    const outcomes = await Promise.all(Array.from({ length: 128 }, () => instance().take(limit, 'fast', START)));
    expect(admitted(outcomes)).toBeLessThanOrEqual(60);
    expect(admitted(outcomes)).toBeGreaterThanOrEqual(54);
  });

  it('counts each key by itself', async () => {
    const [one, limit] = [instance(), { rate: 1, burst: 1 }];
    const outcomes = await Promise.all(['a', 'b', 'a'].map((key) => one.take(limit, key, START)));
    expect(admitted(outcomes)).toBe(2);
  });

  it('says that it does not know where there is no table', async () => {
    const deaf = createDynamoDbClient({ ...environment, AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1' }, 100);
    const outcome = await limitTable(deaf, 'limits', Math.random).take({ rate: 1, burst: 1 }, 'a', START);
    expect(outcome).toMatchObject({ kind: 'unknown', reason: 'ECONNREFUSED' });
  });
});
