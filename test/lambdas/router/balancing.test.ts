import { describe, expect, it } from '@jest/globals';
import { createDynamoDbClient } from '../../../lambdas/adapters/dynamodb-client.ts';
import { fleetTable } from '../../../lambdas/adapters/fleet-table.ts';
import type { BackendConfig, HashOn } from '../../../lambdas/core/router-config.ts';
import { type EventParts, proxyEvent } from '../../support/proxy-event.ts';
import { HEALTH, operation, proxied } from '../../support/router-config.ts';
import { startRouter } from '../../support/start-router.ts';
import { startTable } from '../../support/start-table.ts';
import { deadTarget, startTarget } from '../../support/start-target.ts';

const named = (name: string) => startTarget((_, response) => response.end(name));

/** Slow enough that a machine's own hiccups are small beside it. */
const reporting = (name: string, report: string) =>
  startTarget((_, response) => {
    setTimeout(() => response.writeHead(200, { 'Endpoint-Load-Metrics': report }).end(name), 20);
  });
/** Has a limit for each caller. */
const limiting = (name: string) =>
  startTarget(({ headers }, response) => {
    if (headers['x-caller'] === 'greedy') response.writeHead(429, { 'Retry-After': '60' });
    response.end(name);
  });
const urls = await Promise.all(Array.from({ length: 8 }, (_, at) => named(String(at))));

const hashing = (hashOn: HashOn): BackendConfig => ({
  balance: 'consistent-hash',
  hashOn,
  targets: urls.map((url) => ({ url, weight: 1 })),
});

const stateTable = await startTable('state');
const credentials = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 's', AWS_ENDPOINT_URL_DYNAMODB: stateTable };
const sick = await named('sick');
const fleet = fleetTable(createDynamoDbClient(credentials, 2000), 'state', Date.now);
const record = await fleet.read('checked');
if (record === undefined) throw new Error('the table does not answer');
await fleet.writeHealth('checked', record.health, new Map([[sick, { isHealthy: false, since: 1 }]]));

const router = startRouter(
  {
    backends: {
      header: hashing({ kind: 'header', name: 'x-tenant' }),
      query: hashing({ kind: 'query', name: 'tenant' }),
      path: hashing({ kind: 'path', name: 'id' }),
      claim: hashing({ kind: 'claim', name: 'tenant' }),
      checked: {
        health: HEALTH,
        balance: 'round-robin',
        targets: [sick, await named('well'), await named('well')].map((url) => ({ url, weight: 1 })),
      },
      zones: {
        balance: 'least-latency',
        targets: [
          { url: await deadTarget(), weight: 1 },
          { url: await named('next zone'), weight: 1, priority: 1 },
        ],
      },
      limited: {
        balance: 'round-robin',
        targets: [await limiting('one'), await limiting('other')].map((url) => ({ url, weight: 1 })),
      },
      loaded: {
        balance: 'least-latency',
        targets: [
          {
            url: await reporting('busy', 'TEXT named_metrics.requests_in_flight=5000'),
            weight: 1,
          },
          { url: await reporting('idle', 'JSON {"cpu_utilization": 0.1}'), weight: 1 },
        ],
      },
    },
    operations: ['header', 'query', 'path', 'claim', 'checked', 'zones', 'limited', 'loaded'].map((name) =>
      operation(`GET /${name}/{id}`, proxied(name, '/')),
    ),
  },
  { ...credentials, STATE_TABLE: 'state' },
);

async function ask(backend: string, parts: EventParts = {}): Promise<string> {
  const event = { resource: `/${backend}/{id}`, path: `/${backend}/1`, pathParameters: { id: '1' }, ...parts };
  const { body } = await router.invoke(proxyEvent(event));
  return Buffer.from(body, 'base64').toString();
}

describe('the router balances', () => {
  const tenants = Array.from({ length: 24 }, (_, at) => `tenant-${at}`);
  it.each<[string, (tenant: string) => EventParts]>([
    ['header', (tenant) => ({ headers: { 'X-Tenant': [tenant] } })],
    ['query', (tenant) => ({ query: { tenant: [tenant] } })],
    ['path', (tenant) => ({ path: `/path/${tenant}`, pathParameters: { id: tenant } })],
    ['claim', (tenant) => ({ authorizer: { subject: 'me', claims: JSON.stringify({ tenant }) } })],
  ])('by %s: one value, one target, and values spread over targets', async (backend, parts) => {
    const placed = async () => {
      const answers: string[] = [];
      for (const tenant of tenants) answers.push(await ask(backend, parts(tenant)));
      return answers;
    };
    const first = await placed();
    expect(await placed()).toEqual(first);
    expect(new Set(first).size).toBeGreaterThan(3);
  });

  it('over the next zone when the first one is down', async () => {
    expect([await ask('zones'), await ask('zones')]).toEqual(['next zone', 'next zone']);
  });

  it('by the word of the health function, from the first look at the table on', async () => {
    const answers: string[] = [];
    for (let request = 0; request < 60; request += 1) answers.push(await ask('checked'));
    expect(answers.slice(30)).not.toContain('sick');
  });

  it('away from a target that reports to be busy, once both are known', async () => {
    // Of whom nothing is known is taken to be as busy as the others: which one is asked is drawn.
    const met = new Set<string>();
    while (met.size < 2) met.add(await ask('loaded'));
    const answers: string[] = [];
    for (let request = 0; request < 20; request += 1) answers.push(await ask('loaded'));
    expect(answers.filter((answer) => answer === 'busy').length).toBeLessThan(4);
  });

  it('over all targets, though one caller has reached the limit that a target has for each', async () => {
    await ask('limited', { headers: { 'X-Caller': ['greedy'] } });
    const answers = [await ask('limited'), await ask('limited'), await ask('limited'), await ask('limited')];
    expect(answers.toSorted()).toEqual(['one', 'one', 'other', 'other']);
  });
});
