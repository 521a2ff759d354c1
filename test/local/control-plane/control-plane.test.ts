import {
  type APIGatewayClient,
  CreateApiKeyCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  DeleteApiKeyCommand,
  DeleteUsagePlanCommand,
  DeleteUsagePlanKeyCommand,
  FlushStageAuthorizersCacheCommand,
  GetApiKeyCommand,
  GetApiKeysCommand,
  GetDomainNamesCommand,
  GetRestApiCommand,
  GetRestApisCommand,
  GetStageCommand,
  GetStagesCommand,
  GetUsageCommand,
  GetUsagePlanCommand,
  GetUsagePlanKeyCommand,
  GetUsagePlanKeysCommand,
  GetUsagePlansCommand,
  ImportApiKeysCommand,
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

beforeAll(async () => {
  const securitySchemes = { key: { type: 'apiKey', in: 'header', name: 'x-api-key' } };
  assembly = await writeLocalAssembly({
    body: openApi(
      { '/keyed': { get: { ...mockIntegration('ok'), security: [{ key: [] }] } } },
      { components: { securitySchemes } },
    ),
    resources: { Plan: usagePlan('free', { Quota: { Limit: 3, Period: 'DAY' } }) },
  });
  gateway = await startLocalGateway({ assembly: assembly.dir, port: 0, stateDir });
  aws = openSdk(gateway.url);
});
afterAll(async () => {
  aws.destroy();
  await gateway.close();
  await assembly.remove();
});

const planId = () => gateway.plans[0]?.id ?? '';
const api = () => ({ restApiId: gateway.apis[0]?.id ?? '', stageName: 'prod' });
const today = () => new Date().toISOString().slice(0, 10);
const call = (value: string | undefined) => send(`${gateway.url}/keyed`, { headers: { 'x-api-key': value ?? '' } });

describe('controlPlane', () => {
  it('issues a key that works, is counted and can be turned off', async () => {
    const key = await aws.send(
      new CreateApiKeyCommand({ name: 'alice', enabled: true, description: 'd', customerId: 'c', tags: { a: 'b' } }),
    );
    expect(key).toMatchObject({
      name: 'alice',
      value: expect.stringMatching(/^\w{40}$/),
      enabled: true,
      stageKeys: [],
      createdDate: expect.any(Date),
    });
    const link = { usagePlanId: planId(), keyId: key.id };
    expect((await call(key.value)).status).toBe(403);
    expect(await aws.send(new CreateUsagePlanKeyCommand({ ...link, keyType: 'API_KEY' }))).toMatchObject({
      id: key.id,
      type: 'API_KEY',
      value: key.value,
    });
    expect((await call(key.value)).status).toBe(200);

    const usage = () => aws.send(new GetUsageCommand({ usagePlanId: planId(), startDate: today(), endDate: today() }));
    expect((await usage()).items).toEqual({ [key.id ?? '']: [[1, 2]] });
    await aws.send(
      new UpdateUsageCommand({ ...link, patchOperations: [{ op: 'replace', path: '/remaining', value: '0' }] }),
    );
    expect(await call(key.value)).toMatchObject({ status: 429, text: '{"message":"Limit Exceeded"}' });
    await aws.send(
      new UpdateUsageCommand({ ...link, patchOperations: [{ op: 'replace', path: '/remaining', value: '5' }] }),
    );
    expect((await call(key.value)).status).toBe(200);

    const off = await aws.send(
      new UpdateApiKeyCommand({
        apiKey: key.id,
        patchOperations: [{ op: 'replace', path: '/enabled', value: 'false' }],
      }),
    );
    expect(off).toMatchObject({ enabled: false, customerId: 'c', tags: { a: 'b' } });
    expect(off.value).toBeUndefined();
    expect((await call(key.value)).status).toBe(403);
    await aws.send(new DeleteUsagePlanKeyCommand(link));
    expect((await aws.send(new GetUsagePlanKeysCommand({ usagePlanId: planId() }))).items).toEqual([]);
    await aws.send(new DeleteApiKeyCommand({ apiKey: key.id }));
    await expect(aws.send(new GetApiKeyCommand({ apiKey: key.id }))).rejects.toMatchObject({
      name: 'NotFoundException',
    });
  });

  it('lists keys by prefix, in pages, and their values only when asked', async () => {
    for (const name of ['p-1', 'p-2', 'p-3', 'q-1']) await aws.send(new CreateApiKeyCommand({ name }));
    const first = await aws.send(new GetApiKeysCommand({ nameQuery: 'p-', limit: 2 }));
    expect([first.items?.length, first.items?.[0]?.value, first.items?.[0]?.enabled]).toEqual([2, undefined, false]);
    const second = await aws.send(
      new GetApiKeysCommand({ nameQuery: 'p-', limit: 2, position: first.position, includeValues: true }),
    );
    expect([second.items?.length, typeof second.items?.[0]?.value, second.position]).toEqual([1, 'string', undefined]);
  });

  it('makes, changes, lists and deletes usage plans', async () => {
    const { restApiId } = api();
    const made = await aws.send(
      new CreateUsagePlanCommand({
        name: 'team',
        throttle: { rateLimit: 10, burstLimit: 20 },
        quota: { limit: 10, period: 'WEEK' },
        apiStages: [{ apiId: restApiId, stage: 'prod', throttle: { '/keyed/GET': { rateLimit: 1, burstLimit: 0 } } }],
      }),
    );
    expect(made).toMatchObject({
      name: 'team',
      throttle: { burstLimit: 20, rateLimit: 10 },
      quota: { limit: 10, offset: 0, period: 'WEEK' },
    });
    const key = await aws.send(new CreateApiKeyCommand({ name: 'bob', enabled: true }));
    const link = { usagePlanId: made.id, keyId: key.id };
    await aws.send(new CreateUsagePlanKeyCommand({ ...link, keyType: 'API_KEY' }));
    expect((await call(key.value)).status).toBe(429);
    const patchOperations = [
      { op: 'replace' as const, path: `/apiStages/${restApiId}:prod/throttle//keyed/GET/burstLimit`, value: '5' },
      { op: 'replace' as const, path: '/name', value: 'crew' },
    ];
    const updated = await aws.send(new UpdateUsagePlanCommand({ usagePlanId: made.id, patchOperations }));
    expect(updated).toMatchObject({
      name: 'crew',
      apiStages: [{ throttle: { '/keyed/GET': { rateLimit: 1, burstLimit: 5 } } }],
    });
    expect((await aws.send(new GetUsagePlanCommand({ usagePlanId: made.id }))).name).toBe('crew');
    expect((await aws.send(new GetUsagePlansCommand({ keyId: key.id }))).items?.map(({ name }) => name)).toEqual([
      'crew',
    ]);
    expect(await aws.send(new GetUsagePlanKeyCommand(link))).toMatchObject({ name: 'bob', value: key.value });
    await expect(
      aws.send(new CreateUsagePlanKeyCommand({ usagePlanId: planId(), keyId: key.id, keyType: 'API_KEY' })),
    ).rejects.toMatchObject({ name: 'ConflictException' });
    await expect(aws.send(new DeleteUsagePlanCommand({ usagePlanId: made.id }))).rejects.toMatchObject({
      name: 'BadRequestException',
    });
    await aws.send(
      new UpdateUsagePlanCommand({
        usagePlanId: made.id,
        patchOperations: [{ op: 'remove', path: '/apiStages', value: `${restApiId}:prod` }],
      }),
    );
    await aws.send(new DeleteUsagePlanCommand({ usagePlanId: made.id }));
    await expect(aws.send(new GetUsagePlanCommand({ usagePlanId: made.id }))).rejects.toMatchObject({
      name: 'NotFoundException',
      message: 'Invalid Usage Plan ID specified',
    });
  });

  it('imports keys from CSV', async () => {
    const csv = `Key,name,Enabled,UsagePlanIds\n${'k'.repeat(30)},"carol, the first",FALSE,"${planId()},none"\n`;
    const { ids, warnings } = await aws.send(new ImportApiKeysCommand({ format: 'csv', body: Buffer.from(csv) }));
    expect(warnings).toHaveLength(1);
    expect(await aws.send(new GetApiKeyCommand({ apiKey: ids?.[0], includeValue: true }))).toMatchObject({
      name: 'carol, the first',
      enabled: false,
      value: 'k'.repeat(30),
    });
    await aws.send(new DeleteApiKeyCommand({ apiKey: ids?.[0] }));
  });

  it('knows its APIs and stages', async () => {
    const { restApiId } = api();
    expect((await aws.send(new GetRestApisCommand({}))).items).toMatchObject([{ id: restApiId, name: 'test' }]);
    expect(await aws.send(new GetRestApiCommand({ restApiId }))).toMatchObject({ apiKeySource: 'HEADER' });
    expect((await aws.send(new GetStagesCommand({ restApiId }))).item).toMatchObject([{ stageName: 'prod' }]);
    expect(await aws.send(new GetStageCommand(api()))).toMatchObject({
      stageName: 'prod',
      deploymentId: expect.any(String),
    });
    await aws.send(new FlushStageAuthorizersCacheCommand(api()));
  });

  it.each<[what: string, command: () => Promise<unknown>, name: string, message: string]>([
    [
      'a short value',
      () => aws.send(new CreateApiKeyCommand({ value: 'short' })),
      'BadRequestException',
      'API Key value should be at least 20 characters',
    ],
    [
      'a long value',
      () => aws.send(new CreateApiKeyCommand({ value: 'x'.repeat(129) })),
      'BadRequestException',
      'API Key value exceeds maximum size of 128 characters',
    ],
    [
      'a stage that does not exist',
      () =>
        aws.send(
          new UpdateUsagePlanCommand({
            usagePlanId: planId(),
            patchOperations: [{ op: 'add', path: '/apiStages', value: 'abc:none' }],
          }),
        ),
      'NotFoundException',
      'Invalid API Stage {api: abc, stage: none} specified for usageplan',
    ],
    [
      'an unknown plan',
      () => aws.send(new UpdateUsagePlanCommand({ usagePlanId: 'none' })),
      'NotFoundException',
      'Invalid Usage Plan ID specified',
    ],
    [
      'usage without days',
      () => aws.send(new GetUsageCommand({ usagePlanId: planId(), startDate: 'x', endDate: 'y' })),
      'BadRequestException',
      'Invalid date range',
    ],
    [
      'an operation it does not have',
      () => aws.send(new GetDomainNamesCommand({})),
      'BadRequestException',
      'GET /domainnames is no operation of the local control plane',
    ],
  ])('refuses %s', async (_, command, name, message) => {
    await expect(command()).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
  });

  it('refuses to change the id of a key, in the words of the service', async () => {
    const key = await aws.send(new CreateApiKeyCommand({}));
    const update = aws.send(
      new UpdateApiKeyCommand({ apiKey: key.id, patchOperations: [{ op: 'replace', path: '/id', value: 'x' }] }),
    );
    await expect(update).rejects.toMatchObject({
      message:
        "Invalid patch path  '/id' specified for op 'replace'. Must be one of: [/description, /enabled, /name, /customerId]",
    });
  });

  it.each([
    { Origin: 'http://evil.example.com' },
    { Host: 'evil.example.com' },
    // A page of a target that is served on this very port: a GET of its own origin has no Origin.
    { 'Sec-Fetch-Site': 'same-origin' },
  ])('refuses web pages: %j', async (headers) => {
    const Authorization = 'AWS4-HMAC-SHA256 Credential=x/20261123/us-east-1/apigateway/aws4_request';
    expect((await send(`${gateway.url}/apikeys`, { headers: { Authorization, ...headers } })).status).toBe(403);
  });

  it('lists no keys of a plan it does not know', async () => {
    expect((await aws.send(new GetUsagePlanKeysCommand({ usagePlanId: 'none' }))).items).toEqual([]);
  });
});
