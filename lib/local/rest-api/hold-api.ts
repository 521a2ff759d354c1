import type { RestApiDefinition, StageDefinition } from '../assembly/assembly.ts';
import { asObject, booleanOf, listOf, listOfStrings, numberOf, objectOf, stringOf, stringsOf } from '../json-values.ts';
import type { ApiProblems } from './api-problems.ts';
import type { ApiRecord, CanarySettings, GatewayResponseRecord, HeldApi, StageRecord } from './api-record.ts';
import { gatewayResponse, isGatewayResponseType } from './gateway-response-types.ts';
import type { BasePathMode } from './import/base-path.ts';
import { importApi } from './import/import-api.ts';
import { methodSettings } from './method-settings.ts';
import { newApi } from './new-api.ts';
import { withTemplateParts } from './template-parts.ts';

/** The API of a template, as a deploy leaves it: its body imported, its other resources beside it, its stages on one deployment each. */
export function holdApi(definition: RestApiDefinition, problems: ApiProblems, now: number): HeldApi {
  const api = apiOf(definition, problems, now);
  const createdDate = Math.floor(now / 1000);
  const stages = definition.stages.map((stage) => stageOf(stage, createdDate));
  const ids = new Set(stages.flatMap((stage) => [stage.deploymentId, stage.canarySettings?.deploymentId ?? '']));
  ids.delete('');
  const deployments = [...ids].map((id) => {
    const description = definition.stages.find(({ deploymentId }) => deploymentId === id)?.deploymentDescription;
    return { id, createdDate, api, ...(description !== undefined && { description }) };
  });
  return { api, deployments, stages };
}

function apiOf(definition: RestApiDefinition, problems: ApiProblems, now: number): ApiRecord {
  const { id, name, accountId, region, body, properties, parts, tags } = definition;
  const empty = newApi({ id, name, accountId, region, createdDate: Math.floor(now / 1000) });
  const mode = (stringOf(objectOf(properties.Parameters).basepath) ?? 'ignore') as BasePathMode;
  const imported = body === undefined ? {} : importApi(definition, body, mode, problems);
  const api: ApiRecord = { ...empty, ...imported, ...settings(definition, imported), name, tags };
  const own = definition.gatewayResponses.map((response): GatewayResponseRecord => {
    if (!isGatewayResponseType(response.responseType))
      problems.invalid('gateway responses', `there is no gateway response type "${response.responseType}"`);
    return gatewayResponse(
      response.responseType,
      response.statusCode,
      response.responseParameters,
      response.responseTemplates,
    );
  });
  const others = api.gatewayResponses.filter((a) => !own.some((b) => b.responseType === a.responseType));
  const complete = withTemplateParts({ ...api, gatewayResponses: [...others, ...own] }, parts, problems);
  return problems.warnings.length === 0 ? complete : { ...complete, warnings: problems.warnings };
}

/** Properties of the RestApi beside its body; media types of both are put together (recorded). */
function settings({ properties }: RestApiDefinition, imported: Partial<ApiRecord>): Partial<ApiRecord> {
  const source = stringOf(properties.ApiKeySourceType);
  const minimum = numberOf(properties.MinimumCompressionSize);
  const policy = asObject(properties.Policy);
  const closed = booleanOf(properties.DisableExecuteApiEndpoint);
  const endpoint = objectOf(properties.EndpointConfiguration);
  const parameters = objectOf(properties.Parameters);
  const stated = listOfStrings(endpoint.Types);
  const fromParameters = stringOf(parameters.endpointConfigurationTypes);
  const types = stated.length > 0 ? stated : fromParameters === undefined ? ['EDGE'] : [fromParameters];
  return {
    binaryMediaTypes: [
      ...new Set([...listOfStrings(properties.BinaryMediaTypes), ...(imported.binaryMediaTypes ?? [])]),
    ],
    endpointConfiguration: { types, ipAddressType: stringOf(endpoint.IpAddressType) ?? 'ipv4' },
    ...(source !== undefined && { apiKeySource: source === 'AUTHORIZER' ? 'AUTHORIZER' : 'HEADER' }),
    ...(minimum !== undefined && { minimumCompressionSize: minimum }),
    ...(policy !== undefined && { policy }),
    ...(closed !== undefined && { disableExecuteApiEndpoint: closed }),
  };
}

function stageOf(stage: StageDefinition, createdDate: number): StageRecord {
  const { properties } = stage;
  const canarySettings = canaryOf(properties.CanarySetting, stage.deploymentId);
  const log = asObject(properties.AccessLogSetting);
  const [destinationArn, format] = [log?.DestinationArn, log?.Format].map(stringOf);
  return {
    stageName: stage.name,
    deploymentId: stage.deploymentId,
    variables: stage.variables,
    methodSettings: methodSettings(listOf(properties.MethodSettings)),
    ...(canarySettings !== undefined && { canarySettings }),
    ...(log !== undefined && {
      accessLogSettings: {
        ...(destinationArn !== undefined && { destinationArn }),
        ...(format !== undefined && { format }),
      },
    }),
    cacheClusterEnabled: booleanOf(properties.CacheClusterEnabled) ?? false,
    tracingEnabled: booleanOf(properties.TracingEnabled) ?? false,
    tags: {},
    createdDate,
    lastUpdatedDate: createdDate,
  };
}

function canaryOf(value: unknown, deploymentId: string): CanarySettings | undefined {
  const canary = asObject(value);
  return (
    canary && {
      percentTraffic: numberOf(canary.PercentTraffic) ?? 0,
      deploymentId: stringOf(canary.DeploymentId) ?? deploymentId,
      stageVariableOverrides: stringsOf(canary.StageVariableOverrides),
      useStageCache: booleanOf(canary.UseStageCache) ?? false,
    }
  );
}
