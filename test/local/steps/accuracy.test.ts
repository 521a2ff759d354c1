import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_BEHAVIOUR } from '../../../lib/local/behaviour.ts';
import { planDirectory } from '../../../lib/local/plans/plan-directory.ts';
import { quotaCounters } from '../../../lib/local/plans/quota-counters.ts';
import { openState } from '../../../lib/local/state/open-state.ts';
import { authorizerCache } from '../../../lib/local/steps/authorizer-cache.ts';
import { serveRequest } from '../../../lib/local/steps/serve-request.ts';
import { throttles } from '../../../lib/local/steps/throttles.ts';
import { arrivalAt, functionsOf, mockIntegration, NOW, openApi, stageOf } from '../../support/local-api.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const state = openState(temporaryFolder());
afterAll(() => state.close());

const stage = stageOf(
  openApi(
    { '/keyed': { get: { ...mockIntegration('ok'), security: [{ key: [] }] } } },
    { components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x-api-key' } } } },
  ),
);
const KEY = 'k'.repeat(30);
const DAY = 86_400_000;

interface Limits {
  /** Thousandths of a request per second. */
  readonly rate: number;
  readonly burst: number;
  readonly quota: number;
}

/** A bucket and a calendar in whole numbers: millionths of a token, UTC days. */
function reference({ rate, burst, quota }: Limits): (now: number) => number {
  let tokens = BigInt(burst) * 1_000_000n;
  let last: number | undefined;
  const served = new Map<number, number>();
  return (now) => {
    const day = Math.floor(now / DAY);
    if ((served.get(day) ?? 0) >= quota) return 429;
    const filled = tokens + BigInt(now - (last ?? now)) * BigInt(rate);
    last = now;
    tokens = filled < BigInt(burst) * 1_000_000n ? filled : BigInt(burst) * 1_000_000n;
    if (tokens < 1_000_000n) return 429;
    tokens -= 1_000_000n;
    served.set(day, (served.get(day) ?? 0) + 1);
    return 200;
  };
}

let run = 0;

/** A plan and a key of its own, so that no run sees another's counts. */
function gateway({ rate, burst, quota }: Limits): (now: number) => Promise<number> {
  const id = `plan${++run}`;
  const key = {
    id: `key${run}`,
    value: `${KEY}${run}`,
    name: '',
    description: '',
    enabled: true,
    customerId: '',
    tags: {},
  };
  state.apiKeys.put({ ...key, createdDate: 0, lastUpdatedDate: 0 });
  const definition = {
    id,
    name: id,
    throttle: { rateLimit: rate / 1000, burstLimit: burst },
    quota: { limit: quota, offset: 0, period: 'DAY' as const },
    apiStages: [{ apiId: stage.api.id, stage: stage.name, throttle: {} }],
    retained: true,
  };
  state.plans.put({ definition, source: 'control-plane', patches: [], tags: {} });
  state.planKeys.link(id, key.id);
  const tools = {
    functions: functionsOf({}),
    cache: authorizerCache(),
    keys: state.apiKeys,
    plans: planDirectory(state),
    counters: quotaCounters(state, DEFAULT_BEHAVIOUR),
    throttles: throttles(),
    behaviour: DEFAULT_BEHAVIOUR,
    agents: { http: undefined as never, https: undefined as never }, // no HTTP integration is called
    clock: () => NOW,
    hex: () => '0',
    onLog: () => {},
    onError: () => {},
  };
  const arrival = arrivalAt(stage, { stagePath: '/keyed', rawHeaders: ['x-api-key', key.value] });
  return async (now) => (await serveRequest({ ...arrival, now }, tools)).status;
}

describe('serveRequest', () => {
  it('throttles and counts exactly as a token bucket and a calendar do, whenever requests arrive', async () => {
    const wait = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: DAY }));
    const limits = fc.record({
      rate: fc.integer({ min: 0, max: 20_000 }),
      burst: fc.integer({ min: 0, max: 10 }),
      quota: fc.integer({ min: 0, max: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(limits, fc.array(wait, { maxLength: 80 }), async (values, waits) => {
        const expected = reference(values);
        const served = gateway(values);
        let now = NOW;
        for (const milliseconds of waits) {
          now += milliseconds;
          expect([now, await served(now)]).toEqual([now, expected(now)]);
        }
      }),
      { numRuns: 50 },
    );
  });
});
