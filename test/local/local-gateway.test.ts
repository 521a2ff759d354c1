import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dynamoDbRequest } from '../../lib/local/dynamodb/dynamodb-request.ts';
import { type LocalGateway, startLocalGateway } from '../../lib/local/index.ts';
import { mockIntegration, openApi } from '../support/local-api.ts';
import { invoke, usagePlan, writeLocalAssembly } from '../support/local-assembly.ts';
import { GOOD_KEY as good, QUOTA_KEY, TABLE, writeSampleAssembly } from '../support/sample-assembly.ts';
import { type Reply, send } from '../support/send.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { WrittenAssembly } from './assembly/write-assembly.ts';

const stateDir = temporaryFolder();
const otherStateDir = temporaryFolder();
const plansStateDir = temporaryFolder();
let assembly: WrittenAssembly;
let gateway: LocalGateway;
let url: string;
const log: string[] = [];
let tell: (line: string) => void = () => undefined;

/** Sends a request and waits until its function runs. */
async function begin(gatewayUrl: string): Promise<{ readonly reply: Promise<Reply> }> {
  const before = log.filter((line) => line.includes('slow has begun')).length;
  const reply = send(`${gatewayUrl}/slow`);
  while (log.filter((line) => line.includes('slow has begun')).length === before)
    await new Promise((resolve) => setImmediate(resolve));
  return { reply };
}

beforeAll(async () => {
  assembly = await writeSampleAssembly('first');
  gateway = await startLocalGateway({
    assembly: assembly.dir,
    port: 0,
    stateDir,
    environment: { EXTRA: 'value' },
    onLog: (line) => {
      log.push(line);
      if (line.includes('DynamoDB')) tell(line);
    },
  });
  url = gateway.url;
});
afterAll(async () => {
  await gateway.close();
  await assembly.remove();
});

describe('startLocalGateway', () => {
  it('serves the first API at the root, and each under its id and by its host name', async () => {
    const [api] = gateway.apis;
    expect(api).toMatchObject({ name: 'test', stage: 'prod', url: `${url}/_aws/execute-api/${api?.id}/prod` });
    const host = `${api?.id}.execute-api.us-east-1.amazonaws.com`;
    expect((await send(`${url}/`)).text).toBe('first');
    expect((await send(`${api?.url}/`)).text).toBe('first');
    expect((await send(`${url}//prod/`, { headers: { Host: host } })).text).toBe('first');
    const unknown = await send(`${url}/test/`, { headers: { Host: host } });
    expect([unknown.status, unknown.text, unknown.headers['x-amzn-errortype']]).toEqual([
      403,
      '{"message":"Forbidden"}',
      'ForbiddenException',
    ]);
    expect((await send(`${url}/_aws/execute-api/nonesuch/prod/`)).status).toBe(403);
  });

  it('refuses a port that another program holds', async () => {
    const holder: Server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const { port } = holder.address() as AddressInfo;
    await expect(startLocalGateway({ assembly: assembly.dir, port, stateDir: otherStateDir })).rejects.toMatchObject({
      code: 'PORT_IN_USE',
    });
    await new Promise((resolve) => holder.close(resolve));
  });
});

describe('LocalGateway.plans', () => {
  it('names the plans of the served stages, not those that another stage left in the state folder', async () => {
    const parts = { body: openApi({ '/': { get: mockIntegration('1') } }) };
    const first = await writeLocalAssembly({ ...parts, resources: { Plan: usagePlan('free') } });
    const other = await writeLocalAssembly({
      ...parts,
      stageProperties: { StageName: 'other' },
      resources: { Other: usagePlan('free') },
    });
    const serving = await startLocalGateway({ assembly: first.dir, port: 0, stateDir: plansStateDir });
    const before = serving.plans;
    await serving.replaceAssembly(other.dir);
    const after = serving.plans;
    await Promise.all([serving.close(), first.remove(), other.remove()]);
    expect(before).toEqual([{ id: expect.any(String), name: 'free' }]);
    expect(after).toEqual([{ id: expect.not.stringMatching(`^${before[0]?.id}$`), name: 'free' }]);
  });
});

describe('LocalGateway.replaceAssembly', () => {
  it('serves the new assembly, finishes on the old one and keeps keys and counts', async () => {
    for (let i = 0; i < 2; i++) await send(`${url}/keyed`, { headers: { 'x-api-key': QUOTA_KEY } });
    const inFlight = await begin(url);
    const next = await writeSampleAssembly('second', { Table: TABLE });
    try {
      await gateway.replaceAssembly(next.dir);
      expect((await send(`${url}/`)).text).toBe('second');
      expect((await inFlight.reply).status).toBe(200);
      expect((await send(`${url}/keyed`, { headers: { 'x-api-key': good } })).status).toBe(200);
      expect((await send(`${url}/keyed`, { headers: { 'x-api-key': QUOTA_KEY } })).status).toBe(429);
    } finally {
      await next.remove();
    }
  });

  it('gives functions the variables of its options, the address of the tables and time to ask them', async () => {
    const { environment } = (await send(`${url}/echo/x`)).json() as { environment: Record<string, string> };
    expect(environment).toMatchObject({
      EXTRA: 'value',
      AWS_ENDPOINT_URL_DYNAMODB: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      CACHE_TABLE_TIMEOUT: '5000',
    });
  });

  it('tells the log that the tables broke down', async () => {
    const { environment } = (await send(`${url}/echo/x`)).json() as { environment: Record<string, string> };
    const told = new Promise((resolve) => {
      tell = resolve;
    });
    // dynalite throws on a body that is not an object.
    const breaking = dynamoDbRequest(String(environment.AWS_ENDPOINT_URL_DYNAMODB), 'ListTables', JSON.parse('null'));
    await expect(breaking).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await told).toBe('the local DynamoDB broke down and was started again');
  });

  it('refuses an assembly by name and stays with the old one', async () => {
    const bad = await writeLocalAssembly({
      body: openApi({ '/aws': { get: { 'x-amazon-apigateway-integration': { type: 'aws', uri: 'x' } } } }),
    });
    try {
      await expect(gateway.replaceAssembly(bad.dir)).rejects.toMatchObject({
        code: 'ASSEMBLY_UNSUPPORTED',
        message: expect.stringContaining('GET /aws'),
      });
      expect((await send(`${url}/`)).text).toBe('second');
    } finally {
      await bad.remove();
    }
  });
});

describe('LocalGateway.close', () => {
  it('waits for no function of an assembly that was replaced, when its client has its answer', async () => {
    const lasting = await writeLocalAssembly({
      body: openApi({ '/late': { get: invoke('Lasting', { timeoutInMillis: 50 }) } }),
      functions: { Lasting: 'exports.handler = () => new Promise((resolve) => setTimeout(resolve, 60_000));' },
      functionTimeout: 60,
    });
    const closing = await startLocalGateway({ assembly: lasting.dir, port: 0, stateDir: otherStateDir });
    expect((await send(`${closing.url}/late`)).status).toBe(504);
    await closing.replaceAssembly(assembly.dir);
    const started = Date.now();
    await closing.close();
    expect(Date.now() - started).toBeLessThan(4000);
    await lasting.remove();
  });

  it('lets a request in flight finish and ends idle connections', async () => {
    const closing = await startLocalGateway({
      assembly: assembly.dir,
      port: 0,
      stateDir: otherStateDir,
      onLog: (line) => log.push(line),
    });
    const idle = connect(Number(new URL(closing.url).port), '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    const ended = new Promise((resolve) => idle.once('close', resolve));
    const inFlight = await begin(closing.url);
    const started = Date.now();
    await closing.close();
    expect((await inFlight.reply).status).toBe(200);
    await ended;
    expect(Date.now() - started).toBeLessThan(4000);
  });
});
