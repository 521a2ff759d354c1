import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type LocalGateway, startLocalGateway } from '../../../lib/local/index.ts';
import { openApi } from '../../support/local-api.ts';
import { invoke, writeLocalAssembly } from '../../support/local-assembly.ts';
import { send } from '../../support/send.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const names = [
  'endpointType',
  'status',
  'integration.status',
  'integration.integrationStatus',
  'error.validationErrorString',
];
const Format = names.map((name) => `$context.${name}`).join(' ');
const stream = { responseTransferMode: 'STREAM' };
const assembly = await writeLocalAssembly({
  apiProperties: { EndpointConfiguration: { Types: ['REGIONAL'] } },
  body: openApi({
    '/answer': { get: invoke('Answer') },
    '/stream': { get: invoke('Stream', stream) },
    '/fail': { get: invoke('Fail') },
  }),
  functions: {
    Answer: 'exports.handler = async () => ({ statusCode: 404 });',
    Stream: `exports.handler = awslambda.streamifyResponse(async (event, response) =>
      awslambda.HttpResponseStream.from(response, { statusCode: 201 }).end('x'));`,
    Fail: 'exports.handler = async () => { throw new Error("no"); };',
  },
  stageProperties: { AccessLogSetting: { DestinationArn: 'arn:aws:logs:us-east-1:000000000000:log-group:a', Format } },
});
const stateDir = temporaryFolder();
const lines: string[] = [];
let gateway: LocalGateway;
beforeAll(async () => {
  gateway = await startLocalGateway({
    assembly: assembly.dir,
    port: 0,
    stateDir,
    onAccess: (line) => lines.push(line),
  });
});
afterAll(async () => {
  await gateway.close();
  await assembly.remove();
});

describe('accessLine', () => {
  it.each([
    ['/answer', 'REGIONAL 404 404 200 -'],
    ['/stream', 'REGIONAL 201 201 200 -'],
    ['/fail', 'REGIONAL 502 - 200 -'],
    ['/none', 'REGIONAL 403 - - -'],
  ])('tells what the code of a function answered from what Lambda did: %s', async (path, line) => {
    lines.length = 0;
    await send(`${gateway.url}${path}`);
    expect(lines).toEqual([line]);
  });
});
