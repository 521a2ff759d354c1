import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { synthesize } from '../../lib/constructs/synthesize.ts';
import { startLocalIssuer } from '../../lib/issuer/index.ts';
import type { ApiKey } from '../../lib/keys/api-key.ts';
import { apiKeyValue, listApiKeys } from '../../lib/keys/api-keys.ts';
import { accessGateway } from '../../lib/keys/gateway-access.ts';
import { startLocalGateway } from '../../lib/local/index.ts';
import { callCli } from '../support/call-cli.ts';
import { compileYaml } from '../support/compile-yaml.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ISSUER = 'https://id.example.com';
const { model, problems } = compileYaml(`
openapi: 3.0.3
info: { title: Counted, version: '1' }
x-gateway:
  plans:
    free: { default: true, quota: { limit: 2, period: day } }
    team: { quota: { limit: 3, period: day }, keyLifetime: 30d }
  mock: { status: 200, body: ok }
paths:
  /hello: { get: { operationId: hello, security: [{ key: [] }, { session: [] }], responses: { '200': { description: ok } } } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: x-api-key }
    session: { type: http, scheme: bearer, x-gateway: { issuer: '${ISSUER}', audience: null } }
`);
if (model === undefined) throw new Error(JSON.stringify(problems));
const folder = temporaryFolder();
const issuer = await startLocalIssuer({ issuers: [ISSUER], stateDir: join(folder, 'issuer') });
const secretsFile = join(folder, 'secrets.json');
const gateway = await startLocalGateway({
  assembly: synthesize({ model, outdir: join(folder, 'assembly'), stageName: 'dev' }),
  ...{ port: 0, stateDir: join(folder, 'state'), secretsFile },
  environment: { ENDPOINT_URLS: JSON.stringify(issuer.endpointUrls) },
});
afterAll(() => Promise.all([gateway.close(), issuer.close()]));
writeFileSync(
  secretsFile,
  JSON.stringify({ [gateway.variable('PLAN_KEY_SECRET') ?? '']: randomBytes(32).toString('hex') }),
);
const access = await accessGateway({ endpoint: gateway.url });

const keys = (...args: string[]) => callCli(['keys', ...args, '--endpoint', gateway.url]);
const statusOf = async (subject: string) => {
  const token = await issuer.signToken({ issuer: ISSUER, audience: 'any', subject, scopes: [], lifetime: 3_600_000 });
  return (await fetch(`${gateway.url}/hello`, { headers: { authorization: `Bearer ${token}` } })).status;
};
async function keyOf(consumer: string): Promise<ApiKey> {
  for await (const key of listApiKeys(access, consumer)) if (key.consumer === consumer) return key;
  throw new Error(`${consumer} has no key`);
}

describe('keys that count callers by their tokens', () => {
  it('are issued without being shown, and count each caller alone or with all others', async () => {
    expect(await statusOf('ann')).toBe(403);
    const others = await keys('issue', '--others');
    expect(others).toMatchObject({ code: 0, stdout: '' });
    expect(others.stderr).toContain('of plan free for callers without a key counts callers without a key of their own');
    const own = await keys('issue', ...['--plan', 'team', '--consumer', 'bob', '--issuer', ISSUER, '--subject', 'bob']);
    expect(own).toMatchObject({ code: 0, stdout: '' });
    const value = await apiKeyValue(access, (await keyOf('bob')).id);
    expect(own.stderr).not.toContain(value);
    const statuses = [];
    for (const subject of ['ann', 'cid', 'ann', 'bob', 'bob', 'bob', 'bob']) statuses.push(await statusOf(subject));
    expect(statuses).toEqual([200, 200, 429, 200, 200, 200, 429]);
  }, 60_000);

  it('are made once, and never rotated', async () => {
    const again = ['issue', '--plan', 'team', '--consumer', 'bob', '--issuer', ISSUER, '--subject', 'bob'];
    expect(await keys(...again)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('there is a key of bob of'),
    });
    expect(await keys('rotate', 'bob', '--overlap', '1h')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('never handed out'),
    });
  }, 30_000);

  it('are no reason to leave out others of their plan', async () => {
    const issued = await keys('issue', '--plan', 'team', '--consumer', 'zoe');
    const rotated = await keys('rotate', '--plan', 'team', '--overlap', '1h', '--format', 'csv');
    expect(rotated).toMatchObject({ code: 0, stdout: expect.stringMatching(/\nzoe,gwdev/) });
    expect(rotated.stdout).not.toContain(issued.stdout.trim());
    expect(rotated.stderr).toContain('left alone: 1 key derived from who calls');
  }, 30_000);

  it.each([
    [['issue', '--plan', 'team', '--consumer', 'c', '--issuer', ISSUER], 'expected --issuer and --subject together'],
    [['issue', '--plan', 'team'], '--consumer is not given'],
    [['issue', '--consumer', 'c'], '--plan is not given'],
    [['issue', '--others', '--plan', 'team'], '--others are counted in the plan marked default, free, not in team'],
  ])('refuses %j', async (words, message) => {
    expect(await keys(...words)).toMatchObject({ code: 1, stderr: expect.stringContaining(message) });
  });
});

describe('keyLifetime', () => {
  const DAY = 86_400_000;
  const daysLeft = async (consumer: string) =>
    ((await keyOf(consumer)).expiresAt?.getTime() ?? Number.NaN) / DAY - Date.now() / DAY;

  it('ends keys that have no earlier end of their own', async () => {
    for (const [consumer, ...expires] of [
      ['none'],
      ['sooner', '--expires', '10d'],
      ['later', '--expires', '90d'],
    ] as const)
      expect(await keys('issue', '--plan', 'team', '--consumer', consumer, ...expires)).toMatchObject({ code: 0 });
    expect(await daysLeft('none')).toBeCloseTo(30, 1);
    expect(await daysLeft('sooner')).toBeCloseTo(10, 1);
    expect(await daysLeft('later')).toBeCloseTo(30, 1);
  }, 30_000);

  it('holds for keys that come from another plan', async () => {
    await keys('issue', '--plan', 'free', '--consumer', 'moved');
    expect((await keyOf('moved')).expiresAt).toBeUndefined();
    expect(await keys('move', 'moved', '--plan', 'team')).toMatchObject({ code: 0 });
    expect(await daysLeft('moved')).toBeCloseTo(30, 1);
  }, 30_000);
});
