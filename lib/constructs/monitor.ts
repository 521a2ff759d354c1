import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { Alarms } from './alarms.ts';
import { dashboard } from './dashboard.ts';
import type { GatewayFunctions } from './gateway-functions.ts';
import type { LambdaFunction } from './lambda-function.ts';

export interface MonitorProps {
  readonly apiName: string;
  readonly stageName: string;
  readonly functions: GatewayFunctions;
  /** Ends API keys. */
  readonly keys: LambdaFunction | undefined;
  readonly alarmTopic?: ITopic | string;
  /** @default false */
  readonly dashboard?: boolean;
}

/** Alarms of the stage, and its page in CloudWatch where that is asked for. */
export function monitor(scope: Construct, props: MonitorProps): void {
  const { apiName, stageName, functions, keys, alarmTopic } = props;
  const { routers, serving, authorizer, health } = functions;
  const scheduled = present([health, keys]);
  const topic = typeof alarmTopic === 'object' ? alarmTopic.topicArn : alarmTopic;
  const { arns } = new Alarms(scope, 'Alarms', { apiName, stageName, serving, authorizer, scheduled, topic });
  if (!props.dashboard) return;
  const all = [...serving, ...present([authorizer]), ...scheduled];
  dashboard(scope, 'Dashboard', { apiName, stageName, routers, functions: all, alarms: arns });
}

const present = <Value>(values: readonly (Value | undefined)[]): readonly Value[] =>
  values.filter((value) => value !== undefined);
