import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { createDynamoDbClient } from '../../lambdas/adapters/dynamodb-client.ts';
import { usagePlans } from '../../lambdas/adapters/usage-plans.ts';
import { answerUsage, type UsageEvent, type UsageParts } from '../../lambdas/usage/answer-usage.ts';
import { KEY_USAGE } from '../../lib/compiler/public-document/usage-path.ts';
import { accessGateway } from '../../lib/keys/gateway-access.ts';
import { type IssuedKey, issueKey } from '../../lib/keys/issue-key.ts';
import { findPlan } from '../../lib/keys/usage-plans.ts';
import { startPlansGateway } from '../support/start-plans-gateway.ts';

const gateway = await startPlansGateway();
afterAll(() => gateway.close());
const access = await accessGateway({ endpoint: gateway.url });
const environment = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' };
const at = (url: string): UsageParts => ({
  client: createDynamoDbClient({ ...environment, AWS_ENDPOINT_URL_DYNAMODB: gateway.url }, 5000),
  table: access.stateTable,
  plans: usagePlans({ ...environment, AWS_ENDPOINT_URL_API_GATEWAY: url }),
  answered: new Map(),
});
const eventOf = (id: string | null, value: string | null) =>
  ({ requestContext: { identity: { apiKeyId: id, apiKey: value } } }) as UsageEvent; // what it reads
const now = Date.UTC(2030, 0, 31, 12);

/** A member that the public document does not describe is one too many. */
const closed = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"type":"object"', '"type":"object","additionalProperties":false'));

const keys: IssuedKey[] = [];
beforeAll(async () => {
  for (const name of ['free', 'team']) {
    const plan = await findPlan(access, name);
    await issueKey(access, { plan, consumer: 'acme', expiresAt: undefined, metadata: {} }, (key) => keys.push(key));
  }
});

async function ask(parts: UsageParts, key: IssuedKey | undefined, time = Date.now()) {
  const { status, body } = await answerUsage(eventOf(key?.id ?? '', key?.value ?? ''), parts, time);
  return { status, body: JSON.parse(Buffer.from(body).toString()) };
}
const call = () => fetch(`${gateway.url}/hello`, { headers: { 'x-api-key': keys[0]?.value ?? '' } });

describe('answerUsage', () => {
  it('tells plan, limits and use, the same for a minute', async () => {
    const parts = at(gateway.url);
    await call();
    const time = Date.now();
    const answer = await ask(parts, keys[0], time);
    const quota = { limit: 10, period: 'day', used: 1, remaining: 9, reset: expect.stringMatching(/T00:00:00.000Z$/) };
    expect(answer).toEqual({ status: 200, body: { plan: 'free', consumer: 'acme', quota } });
    await call();
    expect(await ask(parts, keys[0], time + 59_000)).toEqual(answer);
    expect((await ask(parts, keys[0], time + 61_000)).body.quota).toMatchObject({ used: 2, remaining: 8 });
  });

  it('is an operation of the gateway, for keys that work', async () => {
    const asked = (key: string) => fetch(`${gateway.url}/_gateway/usage`, { headers: { 'x-api-key': key } });
    const answer = await asked(keys[1]?.value ?? '');
    expect(answer.headers.get('cache-control')).toBe('private, max-age=60');
    expect(await answer.json()).toMatchObject({ plan: 'team', consumer: 'acme' });
    const valid = new Ajv({ strict: false, validateFormats: false }).compile(closed(KEY_USAGE));
    for (const { value } of keys)
      expect([valid(await (await asked(value)).json()), valid.errors]).toEqual([true, null]);
    expect((await asked('no-key-that-was-issued')).status).toBe(403);
  });

  it('tells the throttle of a plan without quota', async () => {
    const { body } = await ask(at(gateway.url), keys[1]);
    expect(body).toEqual({ plan: 'team', consumer: 'acme', throttle: { rate: 100_000, burst: 100_000 } });
  });

  it('says so where it knows nothing of a key, or nobody answers, and does not keep that', async () => {
    const parts = at('http://127.0.0.1:1');
    expect((await ask(parts, { ...(keys[0] as IssuedKey), value: 'of-another-place-000000' }, now)).status).toBe(404);
    expect((await ask(parts, keys[0], now)).status).toBe(503);
    expect(parts.answered.size).toBe(0);
    expect((await answerUsage(eventOf(null, null), parts, now)).status).toBe(500);
  });
});
