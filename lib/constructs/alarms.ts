import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { LambdaFunction } from './lambda-function.ts';

export interface AlarmsProps {
  readonly apiName: string;
  readonly stageName: string;
  /** Functions that a request waits for. */
  readonly serving: readonly LambdaFunction[];
  readonly authorizer: LambdaFunction | undefined;
  /** Functions that run by the minute. */
  readonly scheduled: readonly LambdaFunction[];
  /** ARN of the topic that is told; absent: the console and the dashboard alone show them. */
  readonly topic: string | undefined;
}

interface Condition {
  readonly description: string;
  readonly namespace: 'AWS/ApiGateway' | 'AWS/Lambda';
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Average' | 'Sum';
  /** The alarm is raised at this value and above it. */
  readonly threshold: number;
  /** Minutes, of the last five, that must be so. */
  readonly minutes: 3 | 5;
}

/** Share of answers with 5xx. */
const FAILING = 0.05;

/** What somebody should be woken for, and what to look at then. Few: an alarm that cries daily is one that nobody reads. */
export class Alarms extends Construct {
  readonly arns: readonly string[];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { apiName, stageName, serving, authorizer, scheduled } = props;
    const alarms = [
      this.raise(props, 'ServerErrors', {
        description: `${100 * FAILING} % of answers are 5xx: the dashboard names operation and target, the router's log the reason`,
        namespace: 'AWS/ApiGateway',
        metricName: '5XXError',
        dimensions: { ApiName: apiName, Stage: stageName },
        statistic: 'Average',
        threshold: FAILING,
        minutes: 3,
      }),
      ...serving.map((each) =>
        this.raise(props, `${each.node.id}Throttled`, {
          description:
            'Lambda turns requests away: raise the concurrency of the account, or throttle the stage below it',
          ...anyOf(each, 'Throttles'),
          minutes: 3,
        }),
      ),
      ...(authorizer
        ? [
            this.raise(props, 'AuthorizerErrors', {
              description: 'The authorizer ends without an answer, and callers are refused: look at its log',
              ...anyOf(authorizer, 'Errors'),
              minutes: 3,
            }),
          ]
        : []),
      ...scheduled.map((each) =>
        this.raise(props, `${each.node.id}Errors`, {
          description: 'What runs by the minute fails each time: look at the log of the function',
          ...anyOf(each, 'Errors'),
          minutes: 5,
        }),
      ),
    ];
    this.arns = alarms.map(({ attrArn }) => attrArn);
  }

  private raise({ topic }: AlarmsProps, id: string, condition: Condition): CfnAlarm {
    const { description, namespace, metricName, dimensions, statistic, threshold, minutes } = condition;
    const actions = topic === undefined ? {} : { alarmActions: [topic], okActions: [topic] };
    return new CfnAlarm(this, id, {
      alarmDescription: description,
      namespace,
      metricName,
      dimensions: Object.entries(dimensions).map(([name, value]) => ({ name, value })),
      statistic,
      threshold,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      period: 60,
      evaluationPeriods: 5,
      datapointsToAlarm: minutes,
      // Without requests there is nothing that fails.
      treatMissingData: 'notBreaching',
      ...actions,
    });
  }
}

const anyOf = ({ name }: LambdaFunction, metricName: 'Throttles' | 'Errors') =>
  ({
    namespace: 'AWS/Lambda',
    metricName,
    dimensions: { FunctionName: name },
    statistic: 'Sum',
    threshold: 1,
  }) as const;
