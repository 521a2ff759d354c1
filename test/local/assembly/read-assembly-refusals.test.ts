import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readAssembly } from '../../../lib/local/assembly/read-assembly.ts';
import { type WrittenAssembly, writeAssembly } from './write-assembly.ts';

describe('readAssembly', () => {
  const node = {
    Type: 'AWS::Lambda::Function',
    Properties: { Runtime: 'nodejs24.x', FunctionName: 'f', Code: { ZipFile: '' } },
  };
  const invoking = {
    Type: 'AWS::ApiGateway::RestApi',
    Properties: { Name: 'pets', Body: { uri: { 'Fn::Sub': 'x/${F.Arn}/invocations' } } },
  };
  const withProperties = (properties: object) => ({ ...node, Properties: { ...node.Properties, ...properties } });
  const cases: readonly (readonly [string, object, string])[] = [
    [
      'code outside the assembly',
      { F: withProperties({ Code: { S3Key: 'gone.zip' } }), Api: invoking },
      'object key gone.zip',
    ],
    [
      'an environment only AWS knows',
      {
        D: { Type: 'AWS::CloudFront::Distribution' },
        F: withProperties({ Environment: { Variables: { A: { 'Fn::GetAtt': ['D', 'DomainName'] } } } }),
        Api: invoking,
      },
      'attribute DomainName of D',
    ],
    [
      'code whose place the CDK CLI tells at deploy',
      { F: withProperties({ Code: { S3Key: { Ref: 'AssetParametersabcS3VersionKey' } } }), Api: invoking },
      'written by LegacyStackSynthesizer',
    ],
  ];
  it.each(cases)('refuses %s', async (_name, resources, message) => {
    const Parameters = { AssetParametersabcS3VersionKey: { Type: 'String' } };
    const written: WrittenAssembly = await writeAssembly({ Main: { Parameters, Resources: resources } });
    await expect(readAssembly(written.dir)).rejects.toMatchObject({
      code: 'ASSEMBLY_UNSUPPORTED',
      message: expect.stringContaining(message),
    });
    await written.remove();
  });

  it('asks nobody for what only AWS knows and no answer depends on', async () => {
    const onlyAws = { 'Fn::GetAtt': ['D', 'DomainName'] };
    const template = {
      Resources: {
        D: { Type: 'AWS::CloudFront::Distribution' },
        Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: { info: {} }, Description: onlyAws } },
        S: {
          Type: 'AWS::ApiGateway::Stage',
          Properties: { RestApiId: { Ref: 'Api' }, StageName: 'a', Tags: [{ Key: 'k', Value: onlyAws }] },
        },
        Dep: {
          Type: 'AWS::ApiGateway::Deployment',
          Properties: { RestApiId: { Ref: 'Api' }, StageName: 'b', StageDescription: { Description: onlyAws } },
        },
      },
    };
    const written = await writeAssembly({ Main: template });
    const [api] = (await readAssembly(written.dir)).restApis;
    expect(api?.stages.map(({ name }) => name)).toEqual(['a', 'b']);
    await written.remove();
  });

  it('refuses a function whose code is gone from the assembly', async () => {
    const resources = { F: withProperties({ Code: { S3Key: 'code.zip' } }), Api: invoking };
    const written = await writeAssembly({ Main: { Resources: resources } }, { 'code.zip': '' });
    await rm(join(written.dir, 'code.zip'));
    await expect(readAssembly(written.dir)).rejects.toMatchObject({
      code: 'ASSEMBLY_UNSUPPORTED',
      message: expect.stringContaining(`the function's code ${join(written.dir, 'code.zip')} is missing`),
    });
    await written.remove();
  });

  it('leaves out resources whose condition does not hold', async () => {
    const template = {
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
      Resources: { F: { ...node, Condition: 'Never' } },
    };
    const written = await writeAssembly({ Main: template });
    expect((await readAssembly(written.dir)).functions).toEqual([]);
    await written.remove();
  });

  it('refuses a folder without an assembly', async () => {
    await expect(readAssembly(join(tmpdir(), 'gatewright-no-assembly'))).rejects.toMatchObject({
      code: 'ASSEMBLY_NOT_FOUND',
    });
  });

  it('refuses a damaged template', async () => {
    const written = await writeAssembly({ Main: {} });
    await writeFile(join(written.dir, 'Main.template.json'), '{ "Resources": ');
    await expect(readAssembly(written.dir)).rejects.toMatchObject({ code: 'ASSEMBLY_UNREADABLE' });
    await written.remove();
  });
});
