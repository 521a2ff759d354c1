import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiDefinition, Period, ResponseType, SpecRestApi } from 'aws-cdk-lib/aws-apigateway';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function as LambdaFunction, Runtime, RuntimeFamily } from 'aws-cdk-lib/aws-lambda';
import { App, NestedStack, RemovalPolicy, Stack, Stage } from 'aws-cdk-lib/core';
import type { Assembly } from '../../../lib/local/assembly/assembly.ts';
import { readAssembly } from '../../../lib/local/assembly/read-assembly.ts';

const runtime = new Runtime('nodejs24.x', RuntimeFamily.NODEJS, { supportsInlineCode: true });
const ROUTER_ARN = 'arn:aws:lambda:us-east-1:000000000000:function:router';

let work: string;
let assembly: Assembly;

beforeAll(async () => {
  process.env.CDK_VALIDATION = 'false';
  work = await mkdtemp(join(tmpdir(), 'gatewright-synth-'));
  await writeFile(join(work, 'index.js'), 'exports.handler = async () => 1;');
  await writeFile(
    join(work, 'api.yaml'),
    'openapi: 3.0.1\ninfo: { title: stored, version: "1" }\npaths: {}\nx-region: ${AWS::Region}\n',
  );
  assembly = await readAssembly(synthesize(work));
});
afterAll(() => rm(work, { recursive: true, force: true }));

function synthesize(dir: string): string {
  const app = new App({ outdir: join(dir, 'cdk.out') });
  const stack = new Stack(app, 'Main');
  const table = new Table(stack, 'Cache', {
    tableName: 'cache',
    partitionKey: { name: 'pk', type: AttributeType.STRING },
  });
  table.addGlobalSecondaryIndex({ indexName: 'byOwner', partitionKey: { name: 'owner', type: AttributeType.STRING } });
  const code = () => Code.fromAsset(dir, { exclude: ['cdk.out', '*.yaml'] });
  const router = new LambdaFunction(stack, 'Router', {
    functionName: 'router',
    runtime,
    handler: 'index.handler',
    code: code(),
    environment: { TABLE: table.tableName },
  });
  new LambdaFunction(stack, 'Python', { runtime: Runtime.PYTHON_3_12, handler: 'a.b', code: Code.fromInline('x') });
  const uri = `arn:aws:apigateway:${stack.region}:lambda:path/2015-03-31/functions/${router.currentVersion.functionArn}/invocations`;
  const body = { openapi: '3.0.1', info: { title: 'x', version: '1' }, paths: { '/a': { get: { uri } } } };
  const api = new SpecRestApi(stack, 'Api', {
    apiDefinition: ApiDefinition.fromInline(body),
    cloudWatchRole: false,
    deployOptions: {
      variables: { colour: 'red' },
      methodOptions: { '/a/{b}/GET': { throttlingRateLimit: 2, throttlingBurstLimit: 4 } },
    },
  });
  api.addGatewayResponse('Slow', {
    type: ResponseType.THROTTLED,
    statusCode: '429',
    responseHeaders: { 'Retry-After': "'1'" },
  });
  const plan = api.addUsagePlan('Free', {
    name: 'free',
    throttle: { rateLimit: 5, burstLimit: 10 },
    quota: { limit: 100, period: Period.DAY },
    apiStages: [{ stage: api.deploymentStage }],
  });
  plan.applyRemovalPolicy(RemovalPolicy.RETAIN);
  plan.addApiKey(api.addApiKey('Key', { apiKeyName: 'first', value: 'a-value-of-twenty-chars' }));
  new SpecRestApi(stack, 'Stored', {
    apiDefinition: ApiDefinition.fromAsset(join(dir, 'api.yaml')),
    cloudWatchRole: false,
    deploy: false,
  });
  const nested = new NestedStack(stack, 'Nested');
  new LambdaFunction(nested, 'Inline', {
    runtime,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = 1'),
    environment: { API: api.restApiId },
  });
  const abroad = new Stack(
    new Stage(app, 'Eu', { env: { account: '111111111111', region: 'eu-central-1' } }),
    'Abroad',
  );
  new LambdaFunction(abroad, 'There', { functionName: 'there', runtime, handler: 'a/b.handler', code: code() });
  return app.synth().directory;
}

describe('readAssembly', () => {
  it('reads a function with its code, environment and published version', () => {
    expect(assembly.functions.find(({ name }) => name === 'router')).toEqual({
      arn: ROUTER_ARN,
      name: 'router',
      version: '1',
      runtime: 'nodejs24.x',
      handler: 'index.handler',
      timeout: 3000,
      memorySize: 128,
      environment: { TABLE: 'cache' },
      code: { kind: 'directory', path: expect.stringContaining('asset.') },
      logGroupName: '/aws/lambda/router',
    });
  });

  it('reads nested stacks, with parameters that the outer stack gives', () => {
    const inline = assembly.functions.find(({ code }) => code.kind === 'inline');
    expect(inline?.environment).toEqual({ API: assembly.restApis[0]?.id });
  });

  it('reads the stacks of CDK stages in their own environment', () => {
    expect(assembly.functions.map(({ arn }) => arn)).toContain(
      'arn:aws:lambda:eu-central-1:111111111111:function:there',
    );
  });

  it('keeps functions that cannot run here apart, as long as no API invokes them', () => {
    expect(assembly.unsupportedFunctions.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('its runtime is python3.12'),
    ]);
  });

  it('reads an inline API with its stages and gateway responses', () => {
    const [api] = assembly.restApis;
    expect(api?.body?.paths).toEqual({
      '/a': {
        get: { uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${ROUTER_ARN}:1/invocations` },
      },
    });
    expect(api?.stages).toMatchObject([
      {
        name: 'prod',
        variables: { colour: 'red' },
      },
    ]);
    expect(api?.gatewayResponses).toEqual([
      {
        responseType: 'THROTTLED',
        statusCode: '429',
        responseParameters: { 'gatewayresponse.header.Retry-After': "'1'" },
        responseTemplates: {},
      },
    ]);
  });

  it("reads an API from its asset and fills API Gateway's variables in", () => {
    expect(assembly.restApis[1]?.body).toEqual({
      openapi: '3.0.1',
      info: { title: 'stored', version: '1' },
      paths: {},
      'x-region': 'us-east-1',
    });
  });

  it('reads usage plans and keys by the ids they refer to each other with', () => {
    const [plan] = assembly.usagePlans;
    expect(plan).toEqual({
      id: expect.stringMatching(/^[a-z0-9]{6}$/),
      name: 'free',
      throttle: { rateLimit: 5, burstLimit: 10 },
      quota: { limit: 100, offset: 0, period: 'DAY' },
      apiStages: [{ apiId: assembly.restApis[0]?.id, stage: 'prod', throttle: {} }],
      retained: true,
    });
    expect(assembly.apiKeys).toEqual([
      {
        id: expect.stringMatching(/^[a-z0-9]{10}$/),
        name: 'first',
        value: 'a-value-of-twenty-chars',
        enabled: true,
        planIds: [plan?.id],
      },
    ]);
  });

  it('reads tables', () => {
    expect(assembly.tables).toEqual([
      {
        name: 'cache',
        attributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'owner', AttributeType: 'S' },
        ],
        keySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        globalSecondaryIndexes: [
          {
            IndexName: 'byOwner',
            KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
        localSecondaryIndexes: [],
      },
    ]);
  });
});
