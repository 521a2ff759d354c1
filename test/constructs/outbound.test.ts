import { describe, expect, it } from '@jest/globals';
import { Annotations, Match, type Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { App, Stack } from 'aws-cdk-lib/core';
import type { BackendConfig } from '../../lambdas/core/router-config.ts';
import { OpenApiGateway } from '../../lib/index.ts';
import { aModel, anOperation } from '../support/api-models.ts';
import { gatewayTemplates, resourcesOf } from '../support/gateway-template.ts';

const templateOf = gatewayTemplates();

const token = { apiKey: false, requirements: [[{ scheme: 'session', scopes: [] }]] };
const operations = [anOperation({ path: '/pets', security: token }), anOperation({ path: '/events', stream: true })];
const health = { path: '/', interval: 1, timeout: 1000, healthyThreshold: 2, unhealthyThreshold: 2, statuses: [200] };

const modelWith = (backend: Partial<BackendConfig>) => ({
  ...aModel(operations),
  backends: {
    main: { balance: 'least-latency', targets: [{ url: 'https://a', weight: 1 }], health, ...backend } as const,
  },
});

interface Policy {
  readonly PolicyDocument: { readonly Statement: readonly { readonly Action: string | readonly string[] }[] };
}

/** By name of the function, its role's statements beyond logs, traces and tables. */
function rightsOf(template: Template, name: string) {
  const roles = Object.entries(resourcesOf(template, 'AWS::IAM::Role'));
  const [, role] = roles.find(([id]) => id.startsWith(`Gateway${name}Role`)) ?? [];
  const [policy] = (role?.Properties.Policies ?? []) as Policy[];
  return policy?.PolicyDocument.Statement.filter(
    ({ Action }) => !/^(logs|xray|dynamodb):/.test([Action].flat()[0] ?? ''),
  );
}

const FUNCTIONS = ['Router', 'StreamingRouter', 'Health'];

describe('outboundStatements', () => {
  it('lets functions read the secrets of backends and no other, each once', () => {
    const arn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:planner-AbCdEf';
    const backend = {
      tls: { ca: 'planner/ca', clientCertificate: arn },
      auth: { kind: 'bearer', secret: 'planner/ca' },
    } as const;
    const template = templateOf({ model: modelWith(backend), secretKeys: ['arn:aws:kms:::key/1'] });
    const named = 'arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:planner/ca-??????';
    for (const name of FUNCTIONS)
      expect(rightsOf(template, name)).toEqual([
        { Effect: 'Allow', Action: ['secretsmanager:GetSecretValue'], Resource: [arn, { 'Fn::Sub': named }] },
        {
          Effect: 'Allow',
          Action: ['kms:Decrypt'],
          Resource: ['arn:aws:kms:::key/1'],
          Condition: {
            StringEquals: { 'kms:ViaService': { 'Fn::Sub': 'secretsmanager.${AWS::Region}.amazonaws.com' } },
          },
        },
      ]);
    expect(rightsOf(template, 'Authorizer')).toEqual([]);
  });

  it('lets them find instances of the services that are named, and do at signed targets what the app says', () => {
    const place = { scheme: 'http', path: '', weight: 1, priority: 0 } as const;
    const backend = {
      sources: [{ kind: 'cloud-map', namespace: 'internal', service: 'planner', ...place }],
      auth: { kind: 'sigv4', service: 'vpc-lattice-svcs' },
    } as const;
    const invoke = { actions: ['vpc-lattice-svcs:Invoke'], resources: ['arn:aws:vpc-lattice:::service/svc-1/*'] };
    const props = { model: modelWith(backend), targetPermissions: [new PolicyStatement(invoke)] };
    expect(rightsOf(templateOf(props), 'Router')).toEqual([
      {
        Effect: 'Allow',
        Action: ['servicediscovery:DiscoverInstances'],
        Resource: ['*'],
        Condition: {
          StringEquals: { 'servicediscovery:NamespaceName': 'internal', 'servicediscovery:ServiceName': 'planner' },
        },
      },
      { Effect: 'Allow', Action: 'vpc-lattice-svcs:Invoke', Resource: 'arn:aws:vpc-lattice:::service/svc-1/*' },
    ]);
  });

  it('tells that nothing permits what is signed, unless something does', () => {
    const backend = { auth: { kind: 'sigv4', service: 'execute-api' } } as const;
    const told = (permissions: readonly PolicyStatement[]) => {
      const stack = new Stack();
      new OpenApiGateway(stack, 'Gateway', { model: modelWith(backend), targetPermissions: permissions });
      return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('signed by the role')).length;
    };
    const invoke = { actions: ['execute-api:Invoke'], resources: ['*'] };
    expect([told([]), told([new PolicyStatement(invoke)])]).toEqual([1, 0]);
  });

  it('asks for no right where backends are reached by their URLs', () => {
    const template = templateOf({ model: modelWith({}) });
    for (const name of FUNCTIONS) expect(rightsOf(template, name)).toEqual([]);
  });
});

describe('the VPC of private targets', () => {
  const other = new Stack(new App(), 'Network', { env: { account: '123456789012', region: 'eu-central-1' } });
  const vpc = Vpc.fromVpcAttributes(other, 'Vpc', {
    vpcId: 'vpc-1',
    availabilityZones: ['a', 'b'],
    privateSubnetIds: ['subnet-1', 'subnet-2'],
  });
  const networks = (template: Template) =>
    Object.entries(resourcesOf(template, 'AWS::Lambda::Function')).flatMap(([id, { Properties }]) =>
      Properties.VpcConfig === undefined ? [] : [[id.replace(/^Gateway|[0-9A-F]{8}$/g, ''), Properties.VpcConfig]],
    );

  it('holds what reaches targets, in private subnets, with a security group of its own', () => {
    const template = templateOf({ model: modelWith({}), vpc });
    const own = { 'Fn::GetAtt': [expect.stringMatching(/^GatewaySecurityGroup/), 'GroupId'] };
    const config = { SubnetIds: ['subnet-1', 'subnet-2'], SecurityGroupIds: [own] };
    expect(Object.fromEntries(networks(template))).toEqual({ Router: config, StreamingRouter: config, Health: config });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', { VpcId: 'vpc-1' });
  });

  it('holds the authorizer too where issuers are private, and takes the security groups that it is given', () => {
    const group = SecurityGroup.fromSecurityGroupId(other, 'Group', 'sg-1');
    const template = templateOf({ model: modelWith({}), vpc, securityGroups: [group], privateIssuers: true });
    expect(networks(template).map(([name]) => name)).toContain('Authorizer');
    expect(new Set(networks(template).map(([, config]) => JSON.stringify(config)))).toEqual(
      new Set([JSON.stringify({ SecurityGroupIds: ['sg-1'], SubnetIds: ['subnet-1', 'subnet-2'] })]),
    );
    expect(resourcesOf(template, 'AWS::EC2::SecurityGroup')).toEqual({});
  });

  it('gives Lambda the right to interfaces in policies of our own, and takes it from the code', () => {
    const template = templateOf({ model: modelWith({}), vpc });
    expect(JSON.stringify(template.toJSON())).not.toContain('ManagedPolicyArns');
    for (const name of FUNCTIONS)
      expect(rightsOf(template, name)).toEqual([
        expect.objectContaining({ Effect: 'Allow', Action: expect.arrayContaining(['ec2:CreateNetworkInterface']) }),
      ]);
    const denials = Object.entries(resourcesOf(template, 'AWS::IAM::Policy')).filter(([id]) =>
      /UsesNoInterfaces/.test(id),
    );
    expect(denials.map(([, { Properties }]) => JSON.stringify(Properties.PolicyDocument))).toEqual(
      Array.from({ length: 3 }, () => expect.stringMatching(/"Deny".*"lambda:SourceFunctionArn":\{"Fn::GetAtt"/)),
    );
  });

  it('is named with its subnets', () => {
    expect(() => templateOf({ model: modelWith({}), securityGroups: [] })).toThrow('give vpc as well');
  });
});
