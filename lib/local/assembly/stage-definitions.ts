import { type JsonObject, objectOf, pick, stringOf, stringsOf } from '../json-values.ts';
import type { StageDefinition } from './assembly.ts';
import { deployedResources } from './deployed-resources.ts';
import { knownHere } from './known-here.ts';
import type { Stack } from './stack.ts';

/** A description or a tag that only AWS can tell keeps no stage from being served. */
const SERVED_PROPERTIES = [
  'StageName',
  'Variables',
  'MethodSettings',
  'CanarySetting',
  'AccessLogSetting',
  'CacheClusterEnabled',
  'TracingEnabled',
];

/** Stages by the id of their API: resources of their own, and those that a Deployment with a `StageName` makes. */
export function stageDefinitions(stacks: readonly Stack[]): ReadonlyMap<string, readonly StageDefinition[]> {
  const stages = new Map<string, StageDefinition[]>();
  const add = (apiId: unknown, stage: StageDefinition) =>
    stages.set(String(apiId), [...(stages.get(String(apiId)) ?? []), stage]);
  const deployments = deployedResources(stacks, 'AWS::ApiGateway::Deployment');
  const descriptions = new Map(
    deployments.map(({ id, property }) => [id(6), knownHere(() => stringOf(property('Description')))]),
  );
  for (const { property, resolver, resource } of deployedResources(stacks, 'AWS::ApiGateway::Stage')) {
    const properties = objectOf(resolver.resolve(pick(resource.Properties, SERVED_PROPERTIES)));
    add(property('RestApiId'), stageDefinition(properties, String(property('DeploymentId')), descriptions));
  }
  for (const { property, resolver, resource, id } of deployments) {
    const StageName = stringOf(property('StageName'));
    if (StageName === undefined) continue;
    const described = resolver.resolve(pick(objectOf(resource.Properties.StageDescription), SERVED_PROPERTIES));
    add(property('RestApiId'), stageDefinition({ ...objectOf(described), StageName }, id(6), descriptions));
  }
  return stages;
}

function stageDefinition(
  properties: JsonObject,
  deploymentId: string,
  descriptions: ReadonlyMap<string, string | undefined>,
): StageDefinition {
  const deploymentDescription = descriptions.get(deploymentId);
  return {
    name: stringOf(properties.StageName) ?? '',
    deploymentId,
    ...(deploymentDescription !== undefined && { deploymentDescription }),
    variables: stringsOf(properties.Variables),
    properties,
  };
}
