import type { Behaviour } from '../behaviour.ts';
import { type ApiProblems, apiProblems } from '../rest-api/api-problems.ts';
import type { HeldApi, StageRecord } from '../rest-api/api-record.ts';
import { deployApi } from '../rest-api/deploy/deploy-api.ts';
import type { Stage } from '../steps/exchange.ts';
import { routeTree } from '../steps/route-tree.ts';
import { methodThrottles } from '../steps/throttle-stage.ts';

export interface DeployTools {
  /** Why a function does not run here; `undefined`: it does. */
  readonly cannotRun: (functionArn: string) => string | undefined;
  readonly behaviour: Pick<Behaviour, 'array-bounds'>;
  /** Told what is served but does nothing. */
  readonly onLog: (line: string) => void;
}

/** A stage as it is served, its canary with it; throws by name what cannot be. */
export function deployStage(held: HeldApi, record: StageRecord, tools: DeployTools): Stage {
  const problems = apiProblems((line) => tools.onLog(`REST API "${held.api.name}": ${line}`));
  if (record.cacheClusterEnabled)
    problems.notice(`stage ${record.stageName}`, 'its cache cluster is left out, responses are not cached');
  const { canarySettings } = record;
  const isCanary = canarySettings === undefined ? undefined : false;
  const stage = build(held, record, record.variables, record.deploymentId, isCanary, problems, tools);
  if (canarySettings !== undefined) {
    const variables = { ...record.variables, ...canarySettings.stageVariableOverrides };
    const canary = build(held, record, variables, canarySettings.deploymentId, true, problems, tools);
    problems.throwIfAny(held.api.name);
    return { ...stage, canary: { percent: canarySettings.percentTraffic, stage: canary } };
  }
  problems.throwIfAny(held.api.name);
  return stage;
}

function build(
  held: HeldApi,
  record: StageRecord,
  variables: Readonly<Record<string, string>>,
  deploymentId: string,
  isCanary: boolean | undefined,
  problems: ApiProblems,
  { cannotRun, behaviour }: DeployTools,
): Stage {
  const deployed = held.deployments.find(({ id }) => id === deploymentId)?.api ?? held.api;
  const arrayBounds = behaviour['array-bounds'] === 'enforced';
  const api = deployApi(deployed, variables, { problems, cannotRun, arrayBounds });
  return {
    api,
    name: record.stageName,
    deploymentId,
    variables: Object.keys(variables).length === 0 ? null : variables,
    tree: routeTree(api.resources),
    throttles: methodThrottles(api, record.stageName, record.methodSettings),
    isCanary,
    canary: undefined,
    accessLog: record.accessLogSettings?.format,
  };
}
