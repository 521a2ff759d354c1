import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { writeAssembly } from './assembly/write-assembly.ts';

const uri = { 'Fn::Sub': 'arn:aws:apigateway:x:lambda:path/2015-03-31/functions/${F.Arn}/invocations' };
const integration = { type: 'aws_proxy', httpMethod: 'POST', uri };
const template = {
  Resources: {
    F: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs24.x',
        Code: { ZipFile: 'exports.handler = async () => ({ body: String(new Date(0).getHours()) })' },
      },
    },
    Api: {
      Type: 'AWS::ApiGateway::RestApi',
      Properties: {
        Body: { openapi: '3.0.1', paths: { '/hour': { get: { 'x-amazon-apigateway-integration': integration } } } },
      },
    },
    S: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api' }, StageName: 'dev' } },
  },
};

// A process of its own: Jest's process.env is a copy, which no clock looks at.
const script = `
  import { startLocalGateway } from ${JSON.stringify(import.meta.resolve('../../lib/local/index.ts'))};
  const gateway = await startLocalGateway({ assembly: process.argv[1], port: 0, stateDir: process.argv[2] });
  console.log(await (await fetch(gateway.url + '/hour')).text());
  await gateway.close();
`;

describe('startLocalGateway', () => {
  it("runs functions in Lambda's time zone, whatever the machine's is", async () => {
    const { dir, remove } = await writeAssembly({ Main: template });
    const args = ['--input-type=module', '--eval', script, dir, join(dir, 'state')];
    const env = { ...process.env, TZ: 'Asia/Tokyo' };
    expect(await promisify(execFile)(process.execPath, args, { env })).toMatchObject({ stdout: '0\n' });
    await remove();
  });
});
