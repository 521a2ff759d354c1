/** No secret in template, assembly, environment or log: canaries are planted wherever one could come from, and looked for everywhere. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compile, parseDocument } from '../lib/compiler/index.ts';
import { synthesize } from '../lib/constructs/synthesize.ts';
import { startLocalIssuer } from '../lib/issuer/index.ts';
import { type LocalGateway, startLocalGateway } from '../lib/local/index.ts';
import { startTarget } from './support/start-target.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const folder = temporaryFolder();
const ISSUER = 'https://id.example.com';
const CANARY = /canary|Y2FuYXJ5/i;
const PLANTED = {
  AWS_SECRET_ACCESS_KEY: 'canary-secret-key',
  AWS_SESSION_TOKEN: 'canary-session',
  NPM_TOKEN: 'canary-npm',
  GITHUB_TOKEN: 'canary-github',
};
const before = { ...process.env };
const lines: string[] = [];
let assembly = '';
let gateway: LocalGateway;
let close: () => Promise<void> = async () => undefined;
let token = '';

const target = await startTarget((_, response) => {
  response.setHeader('x-secret', 'canary-of-target').setHeader('set-cookie', 'session=canary');
  response.end('canary body');
});

beforeAll(async () => {
  Object.assign(process.env, PLANTED);
  const { model } = compile(
    parseDocument(
      'canaries.yaml',
      `openapi: 3.0.3
info: { title: Canaries, version: '1' }
servers: [{ url: ${target} }]
x-gateway: { plans: { free: {} } }
paths:
  /things/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    post: { security: [{ session: [] }], requestBody: { content: { application/json: { schema: { type: object } } } }, responses: {} }
    get: { security: [{ key: [] }], responses: {} }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: x-api-key }
    session: { type: openIdConnect, openIdConnectUrl: ${ISSUER}/.well-known/openid-configuration, x-gateway: { audience: things } }
`,
    ),
  );
  if (model === undefined) throw new Error('the document does not compile');
  assembly = synthesize({ model, outdir: join(folder, 'assembly'), stageName: 'prod' });
  const issuer = await startLocalIssuer({ issuers: [ISSUER], stateDir: join(folder, 'issuer') });
  token = await issuer.signToken({ issuer: ISSUER, audience: 'things', subject: 'somebody', scopes: [] });
  gateway = await startLocalGateway({
    assembly,
    port: 0,
    stateDir: join(folder, 'state'),
    environment: { ENDPOINT_URLS: JSON.stringify(issuer.endpointUrls) },
    onLog: (line) => lines.push(line),
    onAccess: (line) => lines.push(line),
  });
  close = async () => {
    await Promise.all([gateway.close(), issuer.close()]);
  };
});
afterAll(async () => {
  await close();
  process.env = before;
});

const FIELDS = { cookie: 'session=canary', 'x-api-key': 'canary-key-of-a-plan-0001', 'x-custom': 'canary' };

const send = (method: string, headers: Readonly<Record<string, string>>, body?: string): Promise<number> =>
  fetch(`${gateway.url}/things/1?secret=canary`, {
    method,
    headers: { ...FIELDS, ...headers },
    ...(body !== undefined && { body }),
  }).then(async (answer) => {
    await answer.text();
    return answer.status;
  });

describe('a secret', () => {
  it('of the machine that synthesizes is nowhere in the assembly', () => {
    const files = readdirSync(assembly, { recursive: true, encoding: 'utf8' }).filter((file) =>
      statSync(join(assembly, file)).isFile(),
    );
    expect(files.length).toBeGreaterThan(4);
    for (const file of files)
      expect([file, CANARY.test(readFileSync(join(assembly, file), 'latin1'))]).toEqual([file, false]);
  });

  it('of a request or an answer is in no log, whatever becomes of the request', async () => {
    const json = { 'content-type': 'application/json' };
    const authorized = { ...json, authorization: `Bearer ${token}` };
    const statuses = [
      await send('POST', authorized, '{"a":"canary"}'),
      await send('POST', authorized, '"canary"'),
      await send('POST', { ...json, authorization: 'Bearer canary.canary.canary' }, '{}'),
      await send('POST', { ...json, authorization: 'Basic Y2FuYXJ5OmNhbmFyeQ==' }, '{}'),
      await send('GET', {}),
    ];
    expect(statuses).toEqual([200, 400, 401, 401, 403]);
    await close();
    close = async () => undefined;
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.filter((line) => CANARY.test(line) || line.includes(token.slice(-20)))).toEqual([]);
  });
});
