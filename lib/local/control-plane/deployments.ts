import { type JsonObject, stringOf } from '../json-values.ts';
import type { DeploymentRecord, HeldApi, StageRecord } from '../rest-api/api-record.ts';
import { changeApi, ofApi } from './change-api.ts';
import { ACCEPTED, ok, refused } from './control-answer.ts';
import type { ControlOperation } from './control-plane.ts';
import { patchOperations } from './control-request.ts';
import { newId } from './new-id.ts';
import { page } from './page.ts';
import { patchRecord } from './patch-record.ts';
import { canaryOf, stageFrom, withStage } from './stages.ts';

/** Captures the API as it is; with a stage's name, the stage is made or moved to it. */
export const createDeployment: ControlOperation = ({ body }, tools, [apiId = '']) =>
  changeApi(tools, apiId, (held) => {
    const methods = held.api.resources.flatMap(({ resourceMethods }) => Object.values(resourceMethods));
    if (methods.length === 0) return refused(400, "The REST API doesn't contain any methods");
    if (methods.some(({ methodIntegration }) => methodIntegration === undefined))
      return refused(400, 'No integration defined for method');
    const createdDate = Math.floor(tools.clock() / 1000);
    const description = stringOf(body.description);
    const deployment: DeploymentRecord = {
      id: newId(6),
      createdDate,
      ...(description !== undefined && { description }),
      api: held.api,
    };
    const deployed: HeldApi = { ...held, deployments: [...held.deployments, deployment] };
    const problem = canaryProblem(held, body);
    if (problem !== undefined) return refused(400, problem);
    const stageName = stringOf(body.stageName) ?? '';
    const answer = ok(deploymentBody(deployment), 201);
    if (stageName === '') return { held: deployed, answer };
    const known = held.stages.find((stage) => stage.stageName === stageName);
    const stage =
      known === undefined
        ? stageFrom({ ...body, deploymentId: deployment.id }, createdDate)
        : { ...known, ...servedBy(deployment.id, body), lastUpdatedDate: createdDate };
    return { held: withStage(deployed, stage), answer };
  });

/** A canary beside what the stage serves, or all of it. */
function servedBy(deploymentId: string, body: JsonObject): Partial<StageRecord> {
  const canarySettings = canaryOf(body.canarySettings, deploymentId);
  return canarySettings === undefined ? { deploymentId } : { canarySettings: { ...canarySettings, deploymentId } };
}

/** A canary needs a stage that is there (the service's words, recorded). */
function canaryProblem({ stages }: HeldApi, { canarySettings, stageName }: JsonObject): string | undefined {
  if (canarySettings === undefined || canarySettings === null) return undefined;
  if (stageName === undefined || stageName === null || stageName === '')
    return `Invalid deployment content specified.Non null and non empty stageName must be provided for canary deployment. Provided value is ${stageName ?? null}`;
  return stages.some((stage) => stage.stageName === stageName)
    ? undefined
    : `Invalid deployment content specified.Stage ${stageName} must already be created before making a canary release deployment`;
}

export const getDeployments: ControlOperation = ({ query }, tools, [apiId = '']) =>
  ofApi(tools, apiId, ({ deployments }) => page(deployments, query, deploymentBody));

export const getDeployment: ControlOperation = ({ query }, tools, [apiId = '', id = '']) =>
  ofApi(tools, apiId, ({ deployments }) => {
    const deployment = deployments.find((item) => item.id === id);
    if (deployment === undefined) return unknownDeployment();
    const summary = query.getAll('embed').includes('apisummary') && { apiSummary: summaryOf(deployment) };
    return ok({ ...deploymentBody(deployment), ...summary });
  });

export const updateDeployment: ControlOperation = ({ body }, tools, [apiId = '', id = '']) =>
  changeApi(tools, apiId, (held) => {
    const before = held.deployments.find((item) => item.id === id);
    if (before === undefined) return unknownDeployment();
    const deployment = patchRecord(before, patchOperations(body), { '/description': 'text' });
    if (typeof deployment === 'string') return refused(400, deployment);
    const deployments = held.deployments.map((item) => (item === before ? deployment : item));
    return { held: { ...held, deployments }, answer: ok(deploymentBody(deployment)) };
  });

export const deleteDeployment: ControlOperation = (_, tools, [apiId = '', id = '']) =>
  changeApi(tools, apiId, (held) => {
    const deployments = held.deployments.filter((item) => item.id !== id);
    if (deployments.length === held.deployments.length) return unknownDeployment();
    if (
      held.stages.some(({ deploymentId, canarySettings }) => [deploymentId, canarySettings?.deploymentId].includes(id))
    )
      return refused(400, 'Active stages pointing to this deployment must be moved or deleted');
    return { held: { ...held, deployments }, answer: ACCEPTED };
  });

function deploymentBody({ api: _, ...deployment }: DeploymentRecord): Omit<DeploymentRecord, 'api'> {
  return deployment;
}

function summaryOf({ api }: DeploymentRecord): Readonly<Record<string, unknown>> {
  const paths = api.resources.map(({ path, resourceMethods }) => {
    const methods = Object.entries(resourceMethods).map(([verb, { authorizationType, apiKeyRequired }]) => [
      verb,
      { authorizationType, apiKeyRequired },
    ]);
    return [path, Object.fromEntries(methods)];
  });
  return Object.fromEntries(paths);
}

export function unknownDeployment() {
  return refused(404, 'Invalid Deployment identifier specified');
}
