import { afterAll, describe, expect, it } from '@jest/globals';
import { synthesize } from '../lib/constructs/synthesize.ts';
import { accessGateway } from '../lib/keys/gateway-access.ts';
import { issueKey } from '../lib/keys/issue-key.ts';
import { findPlan } from '../lib/keys/usage-plans.ts';
import { startLocalGateway } from '../lib/local/index.ts';
import { compileYaml } from './support/compile-yaml.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const { model, problems } = compileYaml(`
openapi: 3.0.3
info: { title: Logged, version: '1' }
x-gateway:
  plans:
    team: { quota: { limit: 1, period: day }, allow: [hello] }
  mock: { status: 200, body: ok }
paths:
  /hello: { get: { operationId: hello, security: [{ key: [] }], responses: { '200': { description: ok } } } }
components: { securitySchemes: { key: { type: apiKey, in: header, name: x-api-key } } }
`);
if (model === undefined) throw new Error(problems.join('\n'));
const folder = temporaryFolder();
const lines: string[] = [];
const gateway = await startLocalGateway({
  assembly: synthesize({ model, outdir: `${folder}/assembly`, stageName: 'dev' }),
  port: 0,
  stateDir: `${folder}/state`,
  onAccess: (line) => lines.push(line),
});
afterAll(() => gateway.close());

describe('the access log of a stage', () => {
  it('says whose request it was and in which plan, by the word of the authorizer, never by which key', async () => {
    const access = await accessGateway({ endpoint: gateway.url });
    const plan = await findPlan(access, 'team');
    const issued: { readonly id: string; readonly value: string }[] = [];
    await issueKey(access, { plan, consumer: 'acme', expiresAt: undefined, metadata: {} }, (key) => issued.push(key));
    const [{ id, value } = { id: '', value: '' }] = issued;
    for (const key of [value, value, 'nobody-knows-this-key'])
      await fetch(`${gateway.url}/hello`, { headers: { 'x-api-key': key } });
    const told = { apiKeyId: id, consumer: 'acme', plan: 'team', method: 'GET', resource: '/hello' };
    const [served, over, unknown] = lines.map((line) => JSON.parse(line));
    expect(served).toMatchObject({ ...told, status: '200', error: '-' });
    expect(over).toMatchObject({ ...told, status: '429', error: 'QUOTA_EXCEEDED' });
    expect(unknown).toMatchObject({ apiKeyId: '-', consumer: '-', plan: '-' });
    expect(lines.join('\n')).not.toContain(value);
  });
});
