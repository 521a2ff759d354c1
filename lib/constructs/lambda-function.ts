import { createHash } from 'node:crypto';
import type { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnPolicy, CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnFunction, CfnVersion } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { LambdaCode } from './lambda-code.ts';
import { logRetention } from './log-retention.ts';
import { interfaceDenial, interfaceStatement, type Network } from './network.ts';

export interface LambdaFunctionProps {
  readonly description: string;
  readonly code: LambdaCode;
  readonly handler: 'index.handler' | 'index.streamHandler';
  /** MB; Lambda gives CPU in proportion, 1769 MB is one vCPU. */
  readonly memorySize: number;
  /** Seconds. */
  readonly timeout: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly grants: readonly TableGrant[];
  /** Rights of other kinds. @default none */
  readonly statements?: readonly AllowStatement[];
  /** A VPC. @default none: it reaches what is public */
  readonly network?: Network | undefined;
  /** Whether it may hand events to its own queue, for what is left to do after its answer. */
  readonly invokesItself?: boolean;
  /** Days. */
  readonly logRetention: number;
  readonly removalPolicy: RemovalPolicy;
}

/** Of IAM. */
export interface AllowStatement {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface TableGrant {
  readonly table: CfnTable;
  readonly actions: readonly `dynamodb:${string}`[];
  /** Of which rows, as patterns of their keys. @default - of all */
  readonly rows?: readonly `${string}#*`[];
}

const tableStatement = ({ table, actions, rows }: TableGrant): object => ({
  Effect: 'Allow',
  Action: actions,
  Resource: table.attrArn,
  ...(rows && { Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': rows } } }),
});

/** A function, its log group, a role that allows what it does and no more, and the version that a Deployment pins. */
export class LambdaFunction extends Construct {
  readonly name: string;
  /** Without a version. */
  readonly arn: string;
  /** Holds exactly this code and configuration. */
  readonly version: CfnVersion;
  protected readonly role: CfnRole;

  constructor(scope: Construct, id: string, props: LambdaFunctionProps) {
    super(scope, id);
    const logGroup = new CfnLogGroup(this, 'Logs', logRetention(props.logRetention));
    logGroup.applyRemovalPolicy(props.removalPolicy);
    const role = this.makeRole(logGroup, props);
    this.role = role;
    const resource = new CfnFunction(this, 'Resource', {
      description: props.description,
      code: { ...props.code },
      handler: props.handler,
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
      memorySize: props.memorySize,
      timeout: props.timeout,
      role: role.attrArn,
      loggingConfig: { logGroup: logGroup.ref, logFormat: 'JSON' },
      tracingConfig: { mode: 'Active' },
      ...(props.network && {
        vpcConfig: {
          subnetIds: [...props.network.subnetIds],
          securityGroupIds: [...props.network.securityGroupIds],
        },
      }),
      ...(Object.keys(props.environment).length > 0 && { environment: { variables: { ...props.environment } } }),
    });
    this.name = resource.ref;
    this.arn = resource.attrArn;
    if (props.network) this.denyInterfaces(role);
    if (props.invokesItself) this.allowInvocation(role);
    this.version = publish(this, resource);
  }

  /** Apart from the role, as below. */
  private denyInterfaces(role: CfnRole): void {
    new CfnPolicy(this, 'UsesNoInterfaces', {
      roles: [role.ref],
      policyName: 'uses-no-interfaces',
      policyDocument: { Version: '2012-10-17', Statement: [interfaceDenial(this.arn)] },
    });
  }

  /** Apart from the role: the function needs that, and this needs the function. Without it, it does such work at once. */
  private allowInvocation(role: CfnRole): void {
    new CfnPolicy(this, 'InvokesItself', {
      roles: [role.ref],
      policyName: 'invokes-itself',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: `${this.arn}:*` }],
      },
    });
  }

  private makeRole(logGroup: CfnLogGroup, { grants, statements = [], network }: LambdaFunctionProps): CfnRole {
    return new CfnRole(this, 'Role', {
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
      // Inline, so that it exists as soon as the role does, and the function never runs without it.
      policies: [
        {
          policyName: 'function',
          policyDocument: {
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: logGroup.attrArn },
              // X-Ray knows no resources (Service Authorization Reference, "AWS X-Ray").
              { Effect: 'Allow', Action: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], Resource: '*' },
              ...grants.map(tableStatement),
              ...statements,
              ...(network ? [interfaceStatement] : []),
            ],
          },
        },
      ],
    });
  }
}

/** A change of these makes no new version, and Lambda refuses to publish the same one twice. */
const unversioned = [
  'CodeSigningConfigArn',
  'RecursiveLoop',
  'ReservedConcurrentExecutions',
  'RuntimeManagementConfig',
  'Tags',
] as const;

/**
 * A version is immutable and a Deployment may name it for ever: its logical id holds a hash of the function, and it is
 * kept. The hash is taken at synth, to see what aspects and overrides did to the function.
 */
function publish(scope: Construct, resource: CfnFunction): CfnVersion {
  const version = new CfnVersion(scope, 'Version', { functionName: resource.ref });
  const base = Stack.of(scope).resolve(version.logicalId);
  version.overrideLogicalId(Lazy.uncachedString({ produce: () => `${base}${hashOf(resource)}` }));
  version.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  return version;
}

function hashOf(resource: CfnFunction): string {
  const stack = Stack.of(resource);
  const { Resources } = stack.resolve(resource._toCloudFormation());
  const properties = { ...Resources[stack.resolve(resource.logicalId)].Properties };
  for (const name of unversioned) delete properties[name];
  // The key is the code's own hash; the bucket is another one after a bootstrap with another qualifier.
  properties.Code = properties.Code.S3Key;
  return createHash('sha256').update(JSON.stringify(properties)).digest('hex').slice(0, 16);
}
