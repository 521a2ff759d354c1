import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type LocalGateway, startLocalGateway } from '../../lib/local/index.ts';
import { mockIntegration, openApi } from '../support/local-api.ts';
import { authorizerScheme, invoke, writeLocalAssembly } from '../support/local-assembly.ts';
import { type Reply, send } from '../support/send.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { WrittenAssembly } from './assembly/write-assembly.ts';

const REF = (id: string) => ({ Ref: id });
const domain = (DomainName: unknown, version = '') => ({
  Type: `AWS::ApiGateway${version}::DomainName`,
  Properties: { DomainName, RegionalCertificateArn: 'arn:aws:acm:us-east-1:000000000000:certificate/x' },
});
const mapping = (properties: object) => ({
  Type: 'AWS::ApiGateway::BasePathMapping',
  Properties: { RestApiId: REF('Api'), ...properties },
});
const apiMapping = (properties: object) => ({
  Type: 'AWS::ApiGatewayV2::ApiMapping',
  Properties: { ApiId: REF('Api'), Stage: REF('Stage'), DomainName: REF('Levels'), ...properties },
});
const KNOWN_IN_AWS = '{{resolve:ssm:/domain}}';
const ECHO = `exports.handler = async (event) => event.type === 'REQUEST'
  ? { principalId: 'x', context: { path: event.path, methodArn: event.methodArn },
      policyDocument: { Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: '*' }] } }
  : { statusCode: 200, body: JSON.stringify(event) };`;

interface Event {
  readonly path: string;
  readonly resource: string;
  readonly pathParameters: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly requestContext: Readonly<Record<string, unknown>>;
}

const stateDir = temporaryFolder();
const notes: string[] = [];
const accessLog: string[] = [];
let assembly: WrittenAssembly;
let gateway: LocalGateway;
const ask = (host: string, path: string): Promise<Reply> =>
  send(`${gateway.url}${path}`, { headers: { Host: host, 'X-Tag': '1' } });
const eventOf = async (host: string, path: string): Promise<Event> => (await ask(host, path)).json() as Event;

beforeAll(async () => {
  assembly = await writeLocalAssembly({
    body: openApi(
      {
        '/': { get: mockIntegration('root') },
        '/pets/{id}': { get: invoke('Echo') },
        '/all/{proxy+}': { get: { ...invoke('Echo'), security: [{ asked: [] }] } },
      },
      { components: { securitySchemes: { asked: authorizerScheme('Echo', { identitySource: '' }) } } },
    ),
    apiProperties: { DisableExecuteApiEndpoint: true },
    stageProperties: {
      AccessLogSetting: { Format: '$context.customDomain.basePathMatched $context.domainName $context.path' },
    },
    functions: { Echo: ECHO },
    resources: {
      Domain: domain('API.example.com'),
      V1: mapping({ DomainName: REF('Domain'), BasePath: 'v1', Stage: REF('Stage') }),
      Open: mapping({ DomainName: REF('Domain'), BasePath: 'open' }),
      Wrong: mapping({ DomainName: REF('Domain'), BasePath: 'wrong', Stage: 'test' }),
      Elsewhere: mapping({ DomainName: 'made.elsewhere.example.com', BasePath: '(none)', Stage: REF('Stage') }),
      Empty: domain('empty.example.com'),
      Levels: domain('*.levels.example.com', 'V2'),
      Deep: apiMapping({ ApiMappingKey: 'shop/v1' }),
      OtherKind: apiMapping({ ApiMappingKey: 'http', ApiId: 'a1b2c3' }),
      Unknown: mapping({ DomainName: KNOWN_IN_AWS, Stage: REF('Stage') }),
      Rule: { Type: 'AWS::ApiGatewayV2::RoutingRule', Properties: { Priority: 1 } },
    },
  });
  gateway = await startLocalGateway({
    assembly: assembly.dir,
    port: 0,
    stateDir,
    onLog: (line) => notes.push(line),
    onAccess: (line) => accessLog.push(line),
  });
});
afterAll(async () => {
  await gateway.close();
  await assembly.remove();
});

describe('a custom domain', () => {
  it('leads to the stage, although the API’s own endpoint is closed', async () => {
    expect(await ask('api.example.com', '/v1')).toMatchObject({ status: 200, text: 'root' });
    expect(await ask('Api.Example.com:3000', '/v1/')).toMatchObject({ status: 200, text: 'root' });
    expect((await send(`${gateway.apis[0]?.url}/`)).status).toBe(403);
  });

  it('tells the function of its name and of the base path', async () => {
    const event = await eventOf('api.example.com:3000', '/v1/pets/a%2Fb?x=1');
    expect(event).toMatchObject({
      path: '/v1/pets/a%2Fb',
      resource: '/pets/{id}',
      pathParameters: { id: 'a%2Fb' },
      headers: { Host: 'api.example.com:3000', 'X-Tag': '1' },
      requestContext: {
        path: '/v1/pets/a%2Fb',
        resourcePath: '/pets/{id}',
        stage: 'prod',
        domainName: 'api.example.com',
        domainPrefix: 'api',
      },
    });
  });

  it('tells an authorizer of both, and asks for the method without the base path', async () => {
    const { requestContext } = await eventOf('api.example.com', '/v1/all/x');
    const { path, methodArn } = requestContext.authorizer as Record<string, string>;
    expect(path).toBe('/v1/all/x');
    expect(methodArn).toMatch(/\/prod\/GET\/all\/x$/);
  });

  it('takes the stage from the path where the mapping has none', async () => {
    const path = '/open/prod/pets/7';
    expect(await eventOf('api.example.com', path)).toMatchObject({ path, requestContext: { path, stage: 'prod' } });
    expect((await ask('api.example.com', '/open/test/pets/7')).status).toBe(403);
    expect((await ask('api.example.com', '/open')).status).toBe(403);
  });

  it('tells the access log which base path was matched, without the stage that the client named', async () => {
    await ask('api.example.com', '/open/prod/pets/7');
    await ask('made.elsewhere.example.com', '/pets/7');
    expect(accessLog.slice(-2)).toEqual([
      'open api.example.com /open/prod/pets/7',
      '- made.elsewhere.example.com /pets/7',
    ]);
  });

  it('is served where only its mapping is in the assembly, with paths as they are', async () => {
    const path = '/pets/7';
    expect(await eventOf('made.elsewhere.example.com', path)).toMatchObject({ path, requestContext: { path } });
  });

  it('with base paths of several levels tells the names of fields in lower case', async () => {
    const event = await eventOf('Dogs.levels.example.com', '/shop/v1/pets/7');
    expect(event).toMatchObject({
      path: '/shop/v1/pets/7',
      headers: { 'x-tag': '1' },
      requestContext: { domainName: 'dogs.levels.example.com', domainPrefix: 'dogs' },
    });
  });

  it.each([
    ['api.example.com', '/'],
    ['api.example.com', '/v11/pets/7'],
    ['api.example.com', '/wrong/pets/7'],
    ['dogs.levels.example.com', '/http'],
    ['empty.example.com', '/'],
  ])('refuses what leads nowhere: %s%s', async (host, path) => {
    const { status, text, headers } = await ask(host, path);
    expect([status, text, headers['x-amzn-errortype']]).toEqual([403, '{"message":"Forbidden"}', 'ForbiddenException']);
  });

  it('is listed with what it leads to', () => {
    const { port } = new URL(gateway.url);
    expect(gateway.domains).toEqual([
      { api: 'test', stage: 'prod', url: `http://api.example.com:${port}/v1` },
      { api: 'test', stage: undefined, url: `http://api.example.com:${port}/open` },
      { api: 'test', stage: 'prod', url: `http://*.levels.example.com:${port}/shop/v1` },
      { api: 'test', stage: 'prod', url: `http://made.elsewhere.example.com:${port}/` },
    ]);
  });

  it.each([
    'custom domain api.example.com: /wrong is answered with 403: it leads to stage test of REST API "test", which has none of that name',
    'custom domain *.levels.example.com: /http is answered with 403: it leads to an API that is no REST API of this assembly',
    'a mapping of a custom domain is left out: resource Rule of stack Main: routing rules are not served here, mappings alone are',
  ])('says what is not served: %s', (line) => {
    expect(notes).toContain(line);
  });

  it('says what only AWS can tell, once, and serves the rest', () => {
    const unknown = notes.filter((line) => line.includes('{{resolve:ssm:/domain}}'));
    expect(unknown).toHaveLength(1);
    expect(unknown[0]).toMatch(/^a mapping of a custom domain is left out: resource Unknown of stack Main: /);
  });
});
