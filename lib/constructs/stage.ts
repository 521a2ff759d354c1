import { type CfnDeployment, type CfnRestApi, CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { ApiModel, Throttle } from '../compiler/index.ts';
import { accessLogFormat } from './access-log-format.ts';
import { logRetention } from './log-retention.ts';

export interface StageProps {
  readonly restApi: CfnRestApi;
  readonly deployment: CfnDeployment;
  readonly stageName: string;
  readonly model: ApiModel;
  /** Days. */
  readonly logRetention: number;
  readonly removalPolicy: RemovalPolicy;
}

/** The stage with its throttles, logs and traces. */
export class GatewayStage extends Construct {
  readonly resource: CfnStage;

  constructor(scope: Construct, id: string, props: StageProps) {
    super(scope, id);
    const accessLogs = new CfnLogGroup(this, 'AccessLogs', logRetention(props.logRetention));
    accessLogs.applyRemovalPolicy(props.removalPolicy);
    const executionLogs = this.executionLogs(props);
    this.resource = new CfnStage(this, 'Resource', {
      restApiId: props.restApi.ref,
      deploymentId: props.deployment.ref,
      stageName: props.stageName,
      accessLogSetting: { destinationArn: accessLogs.attrArn, format: accessLogFormat },
      tracingEnabled: true,
      methodSettings: methodSettings(props.model),
    });
    this.resource.node.addDependency(executionLogs);
  }

  /**
   * API Gateway writes errors to a log group of this name, which it would make itself and keep for ever. Not retained: the
   * same stage could not be made again beside a group of its name.
   */
  private executionLogs({ restApi, stageName, ...props }: StageProps): CfnLogGroup {
    const logGroupName = `API-Gateway-Execution-Logs_${restApi.ref}/${stageName}`;
    const logs = new CfnLogGroup(this, 'ExecutionLogs', { logGroupName, ...logRetention(props.logRetention) });
    logs.applyRemovalPolicy(RemovalPolicy.DESTROY);
    return logs;
  }
}

function methodSettings({ operations, throttle }: ApiModel): CfnStage.MethodSettingProperty[] {
  const throttled = new Map<string, CfnStage.MethodSettingProperty>();
  for (const operation of operations) {
    if (!operation.throttle) continue;
    const { path, method } = operation.resource;
    throttled.set(`${method} ${path}`, methodSetting(encodePath(path), method, operation.throttle));
  }
  return [methodSetting('/*', '*', throttle), ...throttled.values()];
}

/** A method's own setting replaces the stage's as a whole, so that each one says all of it. */
function methodSetting(resourcePath: string, httpMethod: string, throttle: Throttle | undefined) {
  return {
    resourcePath,
    httpMethod,
    loggingLevel: 'ERROR',
    // Writes whole requests, tokens included, to the execution log.
    dataTraceEnabled: false,
    ...(throttle && { throttlingRateLimit: throttle.rate, throttlingBurstLimit: throttle.burst }),
  };
}

/** `/a/b` → `/~1a~1b`, but `/` stays `/` (CloudFormation, AWS::ApiGateway::Stage MethodSetting, ResourcePath). */
function encodePath(path: string): string {
  return path === '/' ? '/' : `/${path.replaceAll('/', '~1')}`;
}
