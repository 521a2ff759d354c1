import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createDynamoDbClient } from '../../../lambdas/adapters/dynamodb-client.ts';
import { fleetTable } from '../../../lambdas/adapters/fleet-table.ts';
import type { HealthConfig } from '../../../lambdas/core/health-config.ts';
import { lambdaBundle } from '../../../lib/constructs/lambda-bundle.ts';
import { startLambda } from '../../support/start-lambda.ts';
import { startTable } from '../../support/start-table.ts';
import { deadTarget, startTarget } from '../../support/start-target.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const endpoint = await startTable('state');
const credentials = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 's', AWS_ENDPOINT_URL_DYNAMODB: endpoint };
const dead = await deadTarget();
const well = await startTarget((_, response) => response.end());
const health = { path: '/', interval: 1, timeout: 500, healthyThreshold: 1, unhealthyThreshold: 1, statuses: [200] };
const config: HealthConfig = {
  version: 1,
  backends: {
    main: { health, reached: { targets: [dead, well].map((url) => ({ url, weight: 1 })) } },
    other: { health, reached: { targets: [{ url: well, weight: 1 }] } },
    seldom: { health: { ...health, interval: 1e6 }, reached: { targets: [{ url: dead, weight: 1 }] } },
  },
};

const folder = join(temporaryFolder(), 'health');
mkdirSync(folder);
for (const [name, content] of Object.entries(lambdaBundle('health').files)) writeFileSync(join(folder, name), content);
writeFileSync(join(folder, 'health-config.json'), JSON.stringify(config));
const lambda = startLambda(join(folder, 'index.cjs'), { ...credentials, STATE_TABLE: 'state' });
afterAll(() => lambda.stop());

const table = fleetTable(createDynamoDbClient(credentials, 2000), 'state', Date.now);
const read = async (backend: string) => (await table.read(backend))?.health;

describe('the health function', () => {
  it('asks every target, writes and logs the transition, and nothing the next time', async () => {
    await lambda.invoke({});
    const log = await lambda.logged('health changed');
    expect(JSON.parse(log)).toEqual({
      level: 'WARN',
      message: 'health changed',
      backend: 'main',
      url: dead,
      isHealthy: false,
    });
    expect((await read('main'))?.targets.get(dead)).toEqual({ isHealthy: false, since: expect.any(Number) });
    await lambda.invoke({});
    expect([(await read('main'))?.version, (await read('other'))?.version]).toEqual([1, 0]);
  });

  it('checks what is due in the minute that the schedule meant, however late it comes', async () => {
    const dueAt = 1e6 * 60_000;
    const at = (seconds: number) => lambda.invoke({ time: new Date(dueAt + seconds * 1000).toISOString() });
    await at(-1);
    await at(60);
    expect((await read('seldom'))?.version).toBe(0);
    await at(59);
    expect((await read('seldom'))?.version).toBe(1);
  });
});
