import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type LocalGateway, startLocalGateway } from '../../../lib/local/index.ts';
import { mockIntegration, openApi } from '../../support/local-api.ts';
import { authorizerScheme, writeLocalAssembly } from '../../support/local-assembly.ts';
import { send } from '../../support/send.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const names = [
  'authorizer.principalId',
  'authorizer.tenant',
  'authorizer.status',
  'authorizer.integrationStatus',
  'authorizer.error',
  'authorize.status',
];
const Format = `${names.map((name) => `$context.${name}`).join(' ')} $context.authorizer.latency`;
const settings = { identitySource: 'method.request.header.Authorization' };
const assembly = await writeLocalAssembly({
  body: openApi(
    { '/a': { get: { ...mockIntegration('x'), security: [{ asked: [] }] } } },
    { components: { securitySchemes: { asked: authorizerScheme('Asked', settings) } } },
  ),
  functions: {
    Asked: `exports.handler = async ({ headers, methodArn }) => {
      const Effect = headers.Authorization;
      if (Effect === 'unknown') throw new Error('Unauthorized');
      if (Effect === 'broken') throw new Error('no');
      const Statement = [{ Action: 'execute-api:Invoke', Effect, Resource: methodArn }];
      return { principalId: 'p', policyDocument: { Version: '2012-10-17', Statement }, context: { tenant: 'acme' } };
    };`,
  },
  stageProperties: { AccessLogSetting: { DestinationArn: 'arn:aws:logs:us-east-1:000000000000:log-group:a', Format } },
});
const lines: string[] = [];
let gateway: LocalGateway;
const stateDir = temporaryFolder();
beforeAll(async () => {
  const onAccess = (line: string) => void lines.push(line);
  gateway = await startLocalGateway({ assembly: assembly.dir, port: 0, stateDir, onAccess });
});
afterAll(async () => {
  await gateway.close();
  await assembly.remove();
});

describe('accessLine', () => {
  it.each([
    ['Allow', /^p acme 200 200 - 200 \d+$/],
    ['Deny', /^p acme 200 200 - 403 \d+$/],
    ['unknown', /^- - 401 200 Unauthorized - \d+$/],
    ['broken', /^- - 500 200 - - \d+$/],
    ['', /^- - - - - - -$/],
  ])('tells what an authorizer answered, and what came of it: %j', async (Authorization, line) => {
    lines.length = 0;
    await send(`${gateway.url}/a`, { headers: { Authorization } });
    expect(lines).toEqual([expect.stringMatching(line)]);
  });
});
