import {
  type APIGatewayClient,
  CreateApiKeyCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  DeleteApiKeyCommand,
  GetAccountCommand,
  GetApiKeysCommand,
  GetTagsCommand,
  GetUsageCommand,
  GetUsagePlanCommand,
  ImportApiKeysCommand,
  paginateGetApiKeys,
  paginateGetUsage,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateApiKeyCommand,
  UpdateUsageCommand,
  UpdateUsagePlanCommand,
} from '@aws-sdk/client-api-gateway';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type LocalGateway, startLocalGateway } from '../../../lib/local/index.ts';
import { mockIntegration, openApi } from '../../support/local-api.ts';
import { usagePlan, writeLocalAssembly } from '../../support/local-assembly.ts';
import { openSdk } from '../../support/open-sdk.ts';
import { send } from '../../support/send.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import type { WrittenAssembly } from '../assembly/write-assembly.ts';

const stateDir = temporaryFolder();
let assembly: WrittenAssembly;
let gateway: LocalGateway;
let aws: APIGatewayClient;

const serve = (behaviour = {}) => startLocalGateway({ assembly: assembly.dir, port: 0, stateDir, behaviour });

beforeAll(async () => {
  const securitySchemes = { key: { type: 'apiKey', in: 'header', name: 'x-api-key' } };
  assembly = await writeLocalAssembly({
    body: openApi(
      { '/keyed': { get: { ...mockIntegration('ok'), security: [{ key: [] }] } } },
      { components: { securitySchemes } },
    ),
    resources: { Plan: usagePlan('free', { Quota: { Limit: 3, Period: 'DAY' } }) },
  });
  gateway = await serve();
  aws = openSdk(gateway.url);
});
afterAll(async () => {
  aws.destroy();
  await gateway.close();
  await assembly.remove();
});

const planId = () => gateway.plans[0]?.id ?? '';
const today = () => new Date().toISOString().slice(0, 10);
const statuses = async (value: string | undefined, times: number) => {
  const seen: number[] = [];
  for (let i = 0; i < times; i++)
    seen.push((await send(`${gateway.url}/keyed`, { headers: { 'x-api-key': value ?? '' } })).status);
  return seen;
};
const issue = async (name: string) => {
  const key = await aws.send(new CreateApiKeyCommand({ name, enabled: true }));
  await aws.send(new CreateUsagePlanKeyCommand({ usagePlanId: planId(), keyId: key.id, keyType: 'API_KEY' }));
  return { id: key.id ?? '', value: key.value, link: { usagePlanId: planId(), keyId: key.id } };
};

describe('usage', () => {
  it('grants more than the quota without changing what was used, and keeps that over a restart', async () => {
    const { id, value, link } = await issue('granted');
    expect(await statuses(value, 4)).toEqual([200, 200, 200, 429]);
    const patchOperations = [{ op: 'replace' as const, path: '/remaining', value: '5' }];
    const updated = await aws.send(new UpdateUsageCommand({ ...link, patchOperations }));
    expect(updated.items).toEqual({ [id]: [[3, 5]] });
    await gateway.close();
    gateway = await serve();
    aws.destroy();
    aws = openSdk(gateway.url);
    expect(await statuses(value, 6)).toEqual([200, 200, 200, 200, 200, 429]);
    const days = { usagePlanId: planId(), startDate: today(), endDate: today() };
    expect((await aws.send(new GetUsageCommand({ ...days, keyId: id }))).items).toEqual({ [id]: [[8, 0]] });
  });

  it.each(['2026', '2026-02-31', '26-01-01'])('is not told of a day such as %s', async (startDate) => {
    const input = { usagePlanId: planId(), startDate, endDate: today() };
    await expect(aws.send(new GetUsageCommand(input))).rejects.toMatchObject({ name: 'BadRequestException' });
  });

  it('is told in pages', async () => {
    const { id } = await issue('paged');
    const days = { usagePlanId: planId(), startDate: today(), endDate: today() };
    const seen: string[] = [];
    for await (const { items } of paginateGetUsage({ client: aws, pageSize: 1 }, days))
      seen.push(...Object.keys(items ?? {}));
    expect(seen).toContain(id);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it.each(['-1', 'x', '1.5'])('takes no remaining of %s', async (value) => {
    const { link } = await issue('bad');
    const patchOperations = [{ op: 'replace' as const, path: '/remaining', value }];
    await expect(aws.send(new UpdateUsageCommand({ ...link, patchOperations }))).rejects.toMatchObject({
      name: 'BadRequestException',
    });
  });
});

describe('API keys', () => {
  it('are listed to the last one while others are deleted', async () => {
    const csv = Array.from({ length: 30 }, (_, i) => `leaf${i},${'p'.repeat(30)}${i}`).join('\n');
    await aws.send(new ImportApiKeysCommand({ format: 'csv', body: Buffer.from(`name,key\n${csv}\n`) }));
    const seen: string[] = [];
    for await (const { items } of paginateGetApiKeys({ client: aws, pageSize: 7 }, { nameQuery: 'leaf' })) {
      seen.push(...(items ?? []).map(({ name }) => name ?? ''));
      await aws.send(new DeleteApiKeyCommand({ apiKey: items?.[0]?.id }));
    }
    expect(new Set(seen).size).toBe(30);
  });

  it('bear tags', async () => {
    const { id } = await issue('tagged');
    const resourceArn = `arn:aws:apigateway:us-east-1::/apikeys/${id}`;
    await aws.send(new TagResourceCommand({ resourceArn, tags: { a: '1', b: '2' } }));
    await aws.send(new UntagResourceCommand({ resourceArn, tagKeys: ['a'] }));
    expect((await aws.send(new GetTagsCommand({ resourceArn }))).tags).toEqual({ b: '2' });
    await expect(
      aws.send(new GetTagsCommand({ resourceArn: 'arn:aws:apigateway:us-east-1::/apikeys/none' })),
    ).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  // Recorded from AWS, as are the words below.
  it('show no name, no tags that they do not have, but for the tags when they are changed', async () => {
    const { $metadata: _, ...made } = await aws.send(new CreateApiKeyCommand({}));
    expect(Object.keys(made).sort()).toEqual(['createdDate', 'enabled', 'id', 'lastUpdatedDate', 'stageKeys', 'value']);
    const patchOperations = [{ op: 'replace' as const, path: '/enabled', value: 'not-a-boolean' }];
    const changed = await aws.send(new UpdateApiKeyCommand({ apiKey: made.id, patchOperations }));
    expect(changed).toMatchObject({ enabled: false, tags: {} });
    await aws.send(new DeleteApiKeyCommand({ apiKey: made.id }));
  });

  it.each([
    [{ name: 'a'.repeat(1025) }, 'Invalid API Key name, can be at most 1024 characters.'],
    [{ description: 'a'.repeat(125_001) }, 'Invalid API Key description specified.'],
  ])('are refused with too long a text', async (input, message) => {
    await expect(aws.send(new CreateApiKeyCommand(input))).rejects.toMatchObject({
      name: 'BadRequestException',
      message,
    });
  });

  it('are listed 25 at a time where a limit makes no sense', async () => {
    await expect(aws.send(new GetApiKeysCommand({ limit: -1 }))).resolves.toMatchObject({ items: expect.any(Array) });
  });

  it('are in one plan of a stage, whether a key or the stage came last', async () => {
    const apiStages = (await aws.send(new GetUsagePlanCommand({ usagePlanId: planId() }))).apiStages;
    const key = await aws.send(new CreateApiKeyCommand({}));
    const other = await aws.send(new CreateUsagePlanCommand({ name: 'other' }));
    for (const usagePlanId of [planId(), other.id])
      await aws.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId: key.id, keyType: 'API_KEY' }));
    const value = `${apiStages?.[0]?.apiId}:${apiStages?.[0]?.stage}`;
    const patchOperations = [{ op: 'add' as const, path: '/apiStages', value }];
    await expect(
      aws.send(new UpdateUsagePlanCommand({ usagePlanId: other.id, patchOperations })),
    ).rejects.toMatchObject({ name: 'ConflictException', message: expect.stringContaining(key.id ?? '-') });
    await aws.send(new DeleteApiKeyCommand({ apiKey: key.id }));
    await expect(
      aws.send(new UpdateUsagePlanCommand({ usagePlanId: other.id, patchOperations })),
    ).resolves.toMatchObject({ apiStages, tags: {} });
  });

  it('keep a short name', async () => {
    const key = await aws.send(new CreateApiKeyCommand({ name: 'short' }));
    const patchOperations = [{ op: 'replace' as const, path: '/name', value: 'x'.repeat(1025) }];
    await expect(aws.send(new UpdateApiKeyCommand({ apiKey: key.id, patchOperations }))).rejects.toMatchObject({
      name: 'BadRequestException',
    });
  });

  it.each([
    ['DAY', 1, 'Usage Plan quota offset must be zero in the DAY period'],
    ['WEEK', 7, 'Usage Plan quota offset must be between zero and six inclusive in the WEEK period'],
    ['MONTH', 28, 'Usage Plan quota offset must be between zero and 27 inclusive in the MONTH period'],
  ] as const)('have no quota per %s with offset %s', async (period, offset, message) => {
    const create = aws.send(new CreateUsagePlanCommand({ name: 'x', quota: { limit: 1, offset, period } }));
    await expect(create).rejects.toMatchObject({ name: 'BadRequestException', message });
    const made = await aws.send(
      new CreateUsagePlanCommand({ name: 'x', quota: { limit: 1, offset: 0, period: 'MONTH' } }),
    );
    const patchOperations = [
      { op: 'replace' as const, path: '/quota/period', value: period },
      { op: 'replace' as const, path: '/quota/offset', value: String(offset) },
    ];
    await expect(aws.send(new UpdateUsagePlanCommand({ usagePlanId: made.id, patchOperations }))).rejects.toMatchObject(
      { message },
    );
  });
});

describe('behaviour', () => {
  it('can let a new key wait, and keep to the rates of the control plane', async () => {
    await gateway.close();
    gateway = await serve({ 'key-delay': 60_000, 'control-plane-limits': 'on' });
    aws.destroy();
    aws = openSdk(gateway.url);
    const { value } = await issue('late');
    expect(await statuses(value, 1)).toEqual([403]);
    // More than a slow machine makes of them in the time that the rates take to allow as many.
    const calls = Array.from({ length: 150 }, (_, index) =>
      aws.send(index % 2 === 0 ? new GetAccountCommand({}) : new GetApiKeysCommand({})),
    );
    const refused = [...(await Promise.allSettled(calls)).entries()].filter(([, { status }]) => status === 'rejected');
    for (const kind of [0, 1]) expect(refused.filter(([index]) => index % 2 === kind)).not.toHaveLength(0);
    for (const [, outcome] of refused)
      expect(outcome).toMatchObject({ reason: { name: 'TooManyRequestsException', message: 'Too Many Requests' } });
  });
});
