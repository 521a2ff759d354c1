import { CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Aws, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { LambdaFunction } from './lambda-function.ts';

export interface DashboardProps {
  readonly apiName: string;
  readonly stageName: string;
  readonly routers: readonly LambdaFunction[];
  /** All of them. */
  readonly functions: readonly LambdaFunction[];
  /** ARNs. */
  readonly alarms: readonly string[];
}

/** As CloudWatch's dashboard body has them ("Dashboard body structure and syntax"). */
type Metric = readonly (string | Readonly<Record<string, string>>)[];

interface Graph {
  readonly title: string;
  readonly stat: string;
  readonly metrics: readonly Metric[];
}

/** Of the grid's 24 columns; rows are as CloudWatch's own. */
const WIDTH = 12;
const HEIGHT = 6;

/** One page of a stage: what clients see, which operation, which target, and what it takes. */
export function dashboard(scope: Construct, id: string, props: DashboardProps): CfnDashboard {
  const graphs = graphsOf(props).map(({ title, stat, metrics }, index) => ({
    type: 'metric',
    x: (index % 2) * WIDTH,
    y: 2 + Math.floor(index / 2) * HEIGHT,
    width: WIDTH,
    height: HEIGHT,
    properties: { title, stat, metrics, period: 60, region: Aws.REGION, view: 'timeSeries' },
  }));
  const alarms = { type: 'alarm', x: 0, y: 0, width: 2 * WIDTH, height: 2, properties: { alarms: props.alarms } };
  return new CfnDashboard(scope, id, { dashboardBody: Stack.of(scope).toJsonString({ widgets: [alarms, ...graphs] }) });
}

function graphsOf({ apiName, stageName, routers, functions }: DashboardProps): readonly Graph[] {
  const api = (name: string, more: Readonly<Record<string, string>> = {}): Metric => [
    'AWS/ApiGateway',
    name,
    'ApiName',
    apiName,
    'Stage',
    stageName,
    more,
  ];
  const ours = (name: string) => routers.map((router): Metric => ['Gatewright', name, 'FunctionName', router.name]);
  const lambda = (name: string) => functions.map((each): Metric => ['AWS/Lambda', name, 'FunctionName', each.name]);
  /** Of what there is at the time: a template need not name thousands. */
  const each = (by: string, name: string, stat: string): readonly Metric[] =>
    routers.map((router): Metric => {
      const found = `{Gatewright,FunctionName,${by}} FunctionName="${router.name}" MetricName="${name}"`;
      return [{ expression: `SEARCH('${found}', '${stat}', 60)` }];
    });
  return [
    { title: 'Answers', stat: 'Sum', metrics: [api('Count'), api('4XXError'), api('5XXError')] },
    {
      title: 'Latency, ms',
      stat: 'p99',
      metrics: [api('Latency', { stat: 'p50' }), api('Latency'), api('IntegrationLatency')],
    },
    { title: 'Answers with 5xx, by operation', stat: 'Sum', metrics: each('Operation', 'Failures', 'Sum') },
    { title: 'Duration p99 by operation, ms', stat: 'p99', metrics: each('Operation', 'Duration', 'p99') },
    { title: 'Tries that failed, by target', stat: 'Sum', metrics: each('Target', 'TargetFailures', 'Sum') },
    { title: 'Duration p99 by target, ms', stat: 'p99', metrics: each('Target', 'TargetDuration', 'p99') },
    { title: 'Retries, and requests turned away', stat: 'Sum', metrics: [...ours('Retries'), ...ours('Shed')] },
    { title: 'Hit rate of the cache', stat: 'Average', metrics: ours('CacheHits') },
    {
      title: 'Units of the cache’s table',
      stat: 'Sum',
      metrics: [...ours('CacheReadUnits'), ...ours('CacheWriteUnits')],
    },
    { title: 'Instances of functions', stat: 'Maximum', metrics: lambda('ConcurrentExecutions') },
  ];
}
