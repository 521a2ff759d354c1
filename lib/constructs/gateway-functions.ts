import { Fn, type RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import {
  type ApiModel,
  authorizerConfig,
  type GatewayBindings,
  healthConfig,
  routerConfig,
  validationFiles,
} from '../compiler/index.ts';
import { authorizerAccess } from './authorizer-access.ts';
import { everyMinute } from './every-minute.ts';
import { lambdaCode } from './lambda-code.ts';
import { LambdaFunction } from './lambda-function.ts';
import type { Network } from './network.ts';
import { type OutboundRights, outboundStatements } from './outbound-statements.ts';
import { signedWithoutPermission } from './signed-without-permission.ts';
import type { Tables } from './tables.ts';
import { type UsageFunction, usageFunction } from './usage-function.ts';

export interface GatewayFunctionsProps {
  readonly model: ApiModel;
  readonly tables: Tables;
  /** Of what reaches targets. */
  readonly network: Network | undefined;
  /** Of the authorizer. */
  readonly issuerNetwork: Network | undefined;
  readonly outbound: Omit<OutboundRights, 'backends'>;
  /** Days. */
  readonly logRetention: number;
  readonly removalPolicy: RemovalPolicy;
}

export interface GatewayFunctions {
  readonly bindings: GatewayBindings;
  readonly routers: readonly LambdaFunction[];
  /** Those that answer requests: the routers, and `usage`. */
  readonly serving: readonly LambdaFunction[];
  /** Only where an operation needs a token. */
  readonly authorizer?: LambdaFunction;
  /** ARN of what keys of callers without one are derived from. */
  readonly planKeySecret?: string;
  /** Only where callers are told of their API key. */
  readonly usage?: UsageFunction;
  /** Only where a backend is asked for its health. */
  readonly health?: LambdaFunction;
}

/** The Lambdas that a model needs, and how its gateway document names them. */
export function gatewayFunctions(scope: Construct, props: GatewayFunctionsProps): GatewayFunctions {
  const { router, streamingRouter } = routers(scope, props);
  const { authorizer, planKeySecret } = authorizerFunction(scope, props);
  const health = checkHealth(scope, props);
  const tells = props.model.operations.some(({ servedBy }) => servedBy === 'usage');
  const usage = tells ? usageFunction(scope, 'Usage', { ...props, state: props.tables.state }) : undefined;
  const both = streamingRouter ? [router, streamingRouter] : [router];
  return {
    routers: both,
    serving: usage ? [...both, usage] : both,
    ...(authorizer && { authorizer }),
    ...(planKeySecret !== undefined && { planKeySecret }),
    ...(usage && { usage }),
    ...(health && { health }),
    bindings: {
      routerUri: invocationUri(router),
      ...(streamingRouter && { streamingRouterUri: streamingUri(streamingRouter) }),
      ...(authorizer && { authorizerUri: invocationUri(authorizer) }),
      ...(usage && { usageUri: invocationUri(usage) }),
    },
  };
}

interface Routers {
  readonly router: LambdaFunction;
  /** Only where an operation streams: a handler has one transfer mode (decision 13). */
  readonly streamingRouter?: LambdaFunction;
}

/** What `lambdas/adapters/dynamodb-client.ts` calls. */
const CACHE_ACTIONS = [
  'dynamodb:BatchGetItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
] as const;

/** What `lambdas/adapters/fleet-table.ts` calls: whoever proxies reads and writes no credentials, keys or revocations. */
const FLEET = {
  actions: ['dynamodb:BatchGetItem', 'dynamodb:PutItem'],
  rows: ['ejections#*', 'health#*'],
} as const;

/** What `lambdas/adapters/limit-table.ts` calls beside those. */
const FLEET_AND_LIMITS = {
  actions: [...FLEET.actions, 'dynamodb:GetItem', 'dynamodb:UpdateItem'],
  rows: [...FLEET.rows, 'limit#*'],
} as const;

function routers(scope: Construct, props: GatewayFunctionsProps): Routers {
  const { model, tables, network, outbound, logRetention, removalPolicy } = props;
  if (outbound.targetPermissions.length === 0) signedWithoutPermission(scope, model.backends);
  const shared = {
    code: lambdaCode(scope, 'router', {
      'router-config.json': routerConfig(model),
      ...(model.publicDocument && { 'openapi.json': model.publicDocument }),
      ...validationFiles(model),
    }),
    environment: { CACHE_TABLE: tables.cache.ref, STATE_TABLE: tables.state.ref },
    grants: [
      { table: tables.cache, actions: CACHE_ACTIONS },
      { table: tables.state, ...(model.operations.some(({ limit }) => limit) ? FLEET_AND_LIMITS : FLEET) },
    ] as const,
    statements: outboundStatements({ backends: Object.values(model.backends), ...outbound }),
    network,
    // Bodies of 6 MB are held more than once, and TLS to the targets wants more than half a vCPU.
    memorySize: 1024,
    logRetention,
    removalPolicy,
  };
  const router = new LambdaFunction(scope, 'Router', {
    ...shared,
    description: 'Routes requests to their targets',
    handler: 'index.handler',
    // For what is served stale while it is revalidated.
    invokesItself: model.operations.some(({ handling }) => handling.kind === 'proxy' && handling.cache !== undefined),
    // API Gateway waits 29 s: the router's own answer comes before Lambda ends it.
    timeout: 30,
  });
  if (!model.operations.some(({ stream }) => stream)) return { router };
  const streamingRouter = new LambdaFunction(scope, 'StreamingRouter', {
    ...shared,
    description: 'Routes requests to their targets and streams the responses',
    handler: 'index.streamHandler',
    // The longest that Lambda runs and that API Gateway streams: 15 min.
    timeout: 900,
  });
  return { router, streamingRouter };
}

function authorizerFunction(
  scope: Construct,
  props: GatewayFunctionsProps,
): Pick<GatewayFunctions, 'authorizer' | 'planKeySecret'> {
  const { model, logRetention, removalPolicy } = props;
  const config = authorizerConfig(model);
  if (!config) return {};
  const { access, planKeySecret } = authorizerAccess(scope, config, props);
  const authorizer = new LambdaFunction(scope, 'Authorizer', {
    code: lambdaCode(scope, 'authorizer', { 'authorizer-config.json': config }),
    description: 'Verifies the credentials of requests',
    handler: 'index.handler',
    memorySize: 512,
    // Two attempts of 3 s at an issuer's keys, and room to start.
    timeout: 10,
    ...access,
    network: props.issuerNetwork,
    logRetention,
    removalPolicy,
  });
  return { authorizer, ...(planKeySecret !== undefined && { planKeySecret }) };
}

/** Only where a backend declares `health`: routers judge targets by their answers in any case. */
function checkHealth(scope: Construct, props: GatewayFunctionsProps): LambdaFunction | undefined {
  const { model, tables, network, outbound, logRetention, removalPolicy } = props;
  const config = healthConfig(model);
  if (!config) return undefined;
  const checked = Object.values(config.backends).map(({ reached }) => reached);
  const health = new LambdaFunction(scope, 'Health', {
    code: lambdaCode(scope, 'health', { 'health-config.json': config }),
    description: 'Asks targets whether they are well',
    handler: 'index.handler',
    memorySize: 512,
    // Five probes of 10 s and what lies between them; the next run begins after a minute.
    timeout: 58,
    environment: { STATE_TABLE: tables.state.ref },
    grants: [{ table: tables.state, ...FLEET }],
    statements: outboundStatements({ backends: checked, ...outbound }),
    network,
    logRetention,
    removalPolicy,
  });
  everyMinute(scope, 'HealthSchedule', health, 'Asks targets whether they are well, once for all routers');
  return health;
}

function invocationUri({ version }: LambdaFunction): string {
  return lambdaUri(`2015-03-31/functions/\${${version.logicalId}}/invocations`);
}

/** Response streaming is another action of another version of Lambda's API. */
function streamingUri({ version }: LambdaFunction): string {
  return lambdaUri(`2021-11-15/functions/\${${version.logicalId}}/response-streaming-invocations`);
}

/** `Fn::Sub`, because it is half as long in the template as `Fn::Join`, once per operation. */
function lambdaUri(path: string): string {
  return Fn.sub(`arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/${path}`);
}
