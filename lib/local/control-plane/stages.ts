import { asObject, booleanOf, type JsonObject, numberOf, objectOf, stringOf, stringsOf } from '../json-values.ts';
import type { CanarySettings, HeldApi, StageRecord } from '../rest-api/api-record.ts';
import { readTags } from './api-keys.ts';
import { changeApi, ofApi } from './change-api.ts';
import { ACCEPTED, type ControlAnswer, ok, refused } from './control-answer.ts';
import type { ControlOperation } from './control-plane.ts';
import { patchOperations } from './control-request.ts';
import { unknownDeployment } from './deployments.ts';
import { patchStage } from './patch-stage.ts';

export const createStage: ControlOperation = ({ body }, tools, [apiId = '']) =>
  changeApi(tools, apiId, (held) => {
    const stageName = stringOf(body.stageName) ?? '';
    if (!/^[A-Za-z0-9_-]{1,128}$/.test(stageName)) return refused(400, 'Stage name only allows a-zA-Z0-9_-');
    if (held.stages.some((stage) => stage.stageName === stageName)) return refused(409, 'Stage already exists');
    if (!held.deployments.some(({ id }) => id === body.deploymentId)) return unknownDeployment();
    const stage = stageFrom(body, Math.floor(tools.clock() / 1000));
    if (!hasCanary(held, stage)) return unknownCanary();
    return { held: withStage(held, stage), answer: ok(stageBody(stage), 201) };
  });

export const getStages: ControlOperation = ({ query }, tools, [apiId = '']) =>
  ofApi(tools, apiId, ({ stages }) => {
    const deploymentId = query.get('deploymentId');
    const wanted = stages.filter((stage) => deploymentId === null || stage.deploymentId === deploymentId);
    return ok({ item: wanted.map(stageBody) });
  });

export const getStage: ControlOperation = (_, tools, [apiId = '', name = '']) =>
  ofApi(tools, apiId, ({ stages }) => {
    const stage = stages.find(({ stageName }) => stageName === name);
    return stage === undefined ? unknownStage() : ok(stageBody(stage));
  });

export const updateStage: ControlOperation = ({ body }, tools, [apiId = '', name = '']) =>
  changeApi(tools, apiId, (held) => {
    const before = held.stages.find(({ stageName }) => stageName === name);
    if (before === undefined) return unknownStage();
    let stage = before;
    for (const patch of patchOperations(body)) {
      const next: StageRecord | string = patchStage(stage, patch);
      if (typeof next === 'string') return refused(400, next);
      stage = next;
    }
    if (!held.deployments.some(({ id }) => id === stage.deploymentId)) return unknownDeployment();
    if (!hasCanary(held, stage)) return unknownCanary();
    const updated = { ...stage, lastUpdatedDate: Math.floor(tools.clock() / 1000) };
    return { held: withStage(held, updated), answer: ok(stageBody(updated)) };
  });

export const deleteStage: ControlOperation = (_, tools, [apiId = '', name = '']) =>
  changeApi(tools, apiId, (held) => {
    const stages = held.stages.filter(({ stageName }) => stageName !== name);
    return stages.length === held.stages.length ? unknownStage() : { held: { ...held, stages }, answer: ACCEPTED };
  });

/** FlushStageCache: responses are not cached here. */
export const flushStageCache: ControlOperation = (_, tools, [apiId = '', name = '']) =>
  ofApi(tools, apiId, ({ stages }) => (stages.some(({ stageName }) => stageName === name) ? ACCEPTED : unknownStage()));

export function withStage(held: HeldApi, stage: StageRecord): HeldApi {
  const place = held.stages.findIndex(({ stageName }) => stageName === stage.stageName);
  return { ...held, stages: place === -1 ? [...held.stages, stage] : held.stages.with(place, stage) };
}

/** What CreateStage, or CreateDeployment with a stage's name, makes. */
export function stageFrom(body: JsonObject, createdDate: number): StageRecord {
  const description = stringOf(body.description ?? body.stageDescription);
  const canarySettings = canaryOf(body.canarySettings, stringOf(body.deploymentId) ?? '');
  return {
    stageName: stringOf(body.stageName) ?? '',
    deploymentId: stringOf(body.deploymentId) ?? '',
    ...(description !== undefined && { description }),
    variables: stringsOf(body.variables),
    methodSettings: {},
    ...(canarySettings !== undefined && { canarySettings }),
    cacheClusterEnabled: booleanOf(body.cacheClusterEnabled) ?? false,
    tracingEnabled: booleanOf(body.tracingEnabled) ?? false,
    tags: readTags(body.tags),
    createdDate,
    lastUpdatedDate: createdDate,
  };
}

export function canaryOf(value: unknown, deploymentId: string): CanarySettings | undefined {
  const canary = asObject(value);
  return (
    canary && {
      percentTraffic: numberOf(canary.percentTraffic) ?? 0,
      deploymentId: stringOf(canary.deploymentId) ?? deploymentId,
      stageVariableOverrides: stringsOf(objectOf(canary.stageVariableOverrides)),
      useStageCache: booleanOf(canary.useStageCache) ?? false,
    }
  );
}

/** Whether the deployment of the stage's canary, if it has one, is there. */
function hasCanary({ deployments }: HeldApi, { canarySettings }: StageRecord): boolean {
  return canarySettings === undefined || deployments.some(({ id }) => id === canarySettings.deploymentId);
}

function unknownCanary(): ControlAnswer {
  return refused(400, 'Deployment id does not exist');
}

function unknownStage(): ControlAnswer {
  return refused(404, 'Invalid stage identifier specified');
}

function stageBody({ variables, tags, canarySettings, ...stage }: StageRecord): Readonly<Record<string, unknown>> {
  return {
    ...stage,
    cacheClusterStatus: 'NOT_AVAILABLE',
    ...(Object.keys(variables).length > 0 && { variables }),
    ...(canarySettings && { canarySettings: canaryBody(canarySettings) }),
    ...(Object.keys(tags).length > 0 && { tags }),
  };
}

function canaryBody({ stageVariableOverrides, ...canary }: CanarySettings): Readonly<Record<string, unknown>> {
  return Object.keys(stageVariableOverrides).length === 0 ? canary : { ...canary, stageVariableOverrides };
}
