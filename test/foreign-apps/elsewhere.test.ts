/** Apps that are served without those of their parts which need AWS. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import {
  AuthorizationType,
  CfnDeployment,
  CfnStage,
  CognitoUserPoolsAuthorizer,
  ConnectionType,
  Integration,
  IntegrationType,
  LambdaIntegration,
  MockIntegration,
  RestApi,
  VpcLink,
} from 'aws-cdk-lib/aws-apigateway';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { startLocalGateway } from '../../lib/local/index.ts';
import { writeAssembly } from '../local/assembly/write-assembly.ts';
import { serveForeignApp } from '../support/foreign-app.ts';
import { mockIntegration, openApi } from '../support/local-api.ts';
import { invoke } from '../support/local-assembly.ts';
import { send } from '../support/send.ts';

const notes: string[] = [];
const mixed = await serveForeignApp(
  ({ stack, lambda }) => {
    const api = new RestApi(stack, 'Api');
    const add = (name: string, integration: Integration, options = {}) =>
      api.root.addResource(name).addMethod('GET', integration, options);
    const mock = new MockIntegration({
      requestTemplates: { 'application/json': '{"statusCode":200}' },
      integrationResponses: [{ statusCode: '200' }],
    });
    const fine = { methodResponses: [{ statusCode: '200' }] };
    add('mock', mock, fine);
    add('iam', mock, { ...fine, authorizationType: AuthorizationType.IAM });
    const pool = UserPool.fromUserPoolId(stack, 'Pool', 'us-east-1_abc');
    add('pool', mock, {
      ...fine,
      authorizer: new CognitoUserPoolsAuthorizer(stack, 'Users', { cognitoUserPools: [pool] }),
    });
    const uri = 'arn:aws:apigateway:us-east-1:sqs:path/1/q';
    add('queue', new Integration({ type: IntegrationType.AWS, integrationHttpMethod: 'POST', uri }));
    const vpcLink = VpcLink.fromVpcLinkId(stack, 'Link', 'abc123');
    const options = { connectionType: ConnectionType.VPC_LINK, vpcLink };
    const inside = 'http://inside.example.com';
    add(
      'inside',
      new Integration({ type: IntegrationType.HTTP_PROXY, integrationHttpMethod: 'GET', uri: inside, options }),
    );
    const python = lambda('Python', '');
    (python.node.defaultChild as CfnFunction).runtime = 'python3.13'; // as made above
    add('python', new LambdaIntegration(python));
    const { restApiId } = api;
    const deployment = new CfnDeployment(stack, 'Other', { restApiId });
    new CfnStage(stack, 'Beside', { restApiId, deploymentId: deployment.ref, stageName: 'beside' });
  },
  { onLog: (line) => notes.push(line) },
);
afterAll(() => mixed.close());

describe('what does not run here', () => {
  it.each([
    ['mock', {}, 200],
    ['iam', {}, 403],
    ['iam', { authorization: 'Bearer x' }, 500],
    ['pool', {}, 401],
    ['pool', { Authorization: 'a.b.c' }, 500],
    ['queue', {}, 500],
    ['inside', {}, 500],
    ['python', {}, 500],
  ])('answers /%s with %j by %d, and lets nobody in', async (name, headers, status) => {
    expect((await send(`${mixed.url}/${name}`, { headers: headers as Record<string, string> })).status).toBe(status);
  });

  it.each([
    'GET /iam is refused here, the rest is served: its authorization is by AWS_IAM',
    'GET /pool is refused here, the rest is served: its authorization is by COGNITO_USER_POOLS',
    'GET /queue is refused here, the rest is served: its integration is of a service',
    'GET /inside is refused here, the rest is served: its integration goes over a VPC link',
    'GET /python is refused here, the rest is served: function Foreign-Python',
  ])('says so when it is loaded, once for all stages: %s', (line) => {
    expect(notes.filter((note) => note.includes(line))).toHaveLength(1);
  });

  it('is no gateway at all where nothing else is left', async () => {
    const { dir, remove } = await writeAssembly({
      Main: {
        Resources: {
          F: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Code: { ZipFile: '' } } },
          Api: {
            Type: 'AWS::ApiGateway::RestApi',
            Properties: { Name: 'pets', Body: openApi({ '/a': { get: invoke('F') } }) },
          },
          Deployment: {
            Type: 'AWS::ApiGateway::Deployment',
            Properties: { RestApiId: { Ref: 'Api' }, StageName: 'prod' },
          },
        },
      },
    });
    const served = startLocalGateway({ assembly: dir, port: 0, stateDir: join(dir, 'state') });
    await expect(served).rejects.toMatchObject({
      code: 'ASSEMBLY_UNSUPPORTED',
      message: expect.stringContaining('nothing of it runs here: function '),
    });
    await remove();
  });

  it('keeps no other API of an app from being served', async () => {
    const deployed = (api: string) => ({
      Type: 'AWS::ApiGateway::Deployment',
      Properties: { RestApiId: { Ref: api }, StageName: 'prod' },
    });
    const restApi = (Name: string, get: object) => ({
      Type: 'AWS::ApiGateway::RestApi',
      Properties: { Name, Body: openApi({ '/a': { get } }) },
    });
    const { dir, remove } = await writeAssembly({
      Main: {
        Resources: {
          F: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Code: { ZipFile: '' } } },
          Pets: restApi('pets', invoke('F')),
          PetsDeployment: deployed('Pets'),
          Fine: restApi('fine', mockIntegration('fine')),
          FineDeployment: deployed('Fine'),
        },
      },
    });
    const gateway = await startLocalGateway({ assembly: dir, port: 0, stateDir: join(dir, 'state') });
    expect(gateway.apis.map(({ name }) => name)).toEqual(['fine', 'pets']);
    expect(await send(`${gateway.url}/a`)).toMatchObject({ status: 200, text: 'fine' });
    expect((await send(`${gateway.apis[1]?.url}/a`)).status).toBe(500);
    await gateway.close();
    await remove();
  });
});
