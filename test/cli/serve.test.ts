import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { compile, readDocument } from '../../lib/compiler/index.ts';
import { synthesize } from '../../lib/constructs/synthesize.ts';
import { mockIntegration, openApi } from '../support/local-api.ts';
import { writeLocalAssembly } from '../support/local-assembly.ts';
import { runCli } from '../support/run-cli.ts';
import { send } from '../support/send.ts';
import { type ServingProcess, startCli } from '../support/start-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const cwd = temporaryFolder();
const example = fileURLToPath(new URL('../../openapi/gateway.yaml', import.meta.url));
let serving: ServingProcess | undefined;
afterAll(() => serving?.kill());

describe('gatewright serve', () => {
  it('serves an assembly, and says where and with which plans', async () => {
    const { model } = compile(readDocument(example), {});
    if (model === undefined) throw new Error('the example has errors');
    const assembly = join(cwd, 'cdk.out');
    synthesize({ model, outdir: assembly, stageName: 'prod' });
    serving = await startCli(['serve', '--assembly', assembly, '--port', '0', '--state-dir', join(cwd, 'state')]);
    expect(serving.stdout()).toMatch(
      /^.+, stage prod: http:\/\/127\.0\.0\.1:\d+\/_aws\/execute-api\/[a-z0-9]{10}\/prod$/m,
    );
    expect(serving.stdout()).toMatch(/^usage plan free: \S+\nusage plan team: \S+$/m);
    expect(await (await fetch(`${serving.url}/status`)).json()).toEqual({ status: 'up' });
    expect((await fetch(`${serving.url}/catalogue/search?q=shop`)).status).toBe(403);
    expect(await serving.stop()).toBe(0);
  }, 20_000);

  it('says what custom domains lead to', async () => {
    const mapping = (properties: object) => ({
      Type: 'AWS::ApiGateway::BasePathMapping',
      Properties: { DomainName: 'api.example.com', RestApiId: { Ref: 'Api' }, ...properties },
    });
    const { dir, remove } = await writeLocalAssembly({
      body: openApi({ '/pets': { get: mockIntegration('pets') } }),
      resources: { V1: mapping({ BasePath: 'v1', Stage: { Ref: 'Stage' } }), Open: mapping({ BasePath: 'open' }) },
    });
    serving = await startCli(['serve', '--assembly', dir, '--port', '0', '--state-dir', join(cwd, 'domains')]);
    expect(serving.stdout()).toMatch(
      /^test, stage prod: http:\/\/api\.example\.com:\d+\/v1\ntest, stage named in the path: http:\/\/api\.example\.com:\d+\/open$/m,
    );
    expect((await send(`${serving.url}/v1/pets`, { headers: { Host: 'api.example.com' } })).text).toBe('pets');
    expect(await serving.stop()).toBe(0);
    await remove();
  }, 20_000);

  it('refuses a folder without an assembly', async () => {
    const { code, stdout, stderr } = await runCli(['serve', '--assembly', join(cwd, 'nowhere'), '--port', '0'], {
      cwd,
    });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error ASSEMBLY_NOT_FOUND: .*nowhere.*\n$/);
  });
});
