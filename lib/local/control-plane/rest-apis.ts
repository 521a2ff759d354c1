import type { RestApiDefinition, StageDefinition } from '../assembly/assembly.ts';
import { listOfStrings } from '../json-values.ts';
import { type ControlAnswer, ok, refused } from './control-answer.ts';
import type { ControlOperation, ControlPlaneTools } from './control-plane.ts';
import { page } from './page.ts';

export const getRestApis: ControlOperation = ({ query }, { assembly }) => page(assembly().restApis, query, apiBody);

export const getRestApi: ControlOperation = (_, tools, [id = '']) => {
  const api = findApi(tools, id);
  return api === undefined ? unknownApi() : ok(apiBody(api));
};

export const getStages: ControlOperation = (_, tools, [id = '']) => {
  const api = findApi(tools, id);
  return api === undefined ? unknownApi() : ok({ item: api.stages.map(stageBody) });
};

export const getStage: ControlOperation = (_, tools, [id = '', name = '']) => {
  const stage = findApi(tools, id)?.stages.find((item) => item.name === name);
  return stage === undefined ? refused(404, 'Invalid stage identifier specified') : ok(stageBody(stage));
};

function findApi({ assembly }: ControlPlaneTools, id: string): RestApiDefinition | undefined {
  return assembly().restApis.find((api) => api.id === id);
}

function unknownApi(): ControlAnswer {
  return refused(404, 'Invalid API identifier specified');
}

function apiBody({ id, name, properties, tags }: RestApiDefinition): Readonly<Record<string, unknown>> {
  const binaryMediaTypes = listOfStrings(properties.BinaryMediaTypes);
  return {
    id,
    name,
    apiKeySource: properties.ApiKeySourceType ?? 'HEADER',
    ...(binaryMediaTypes.length > 0 && { binaryMediaTypes }),
    endpointConfiguration: { types: ['REGIONAL'] },
    disableExecuteApiEndpoint: properties.DisableExecuteApiEndpoint === true,
    tags,
  };
}

function stageBody({
  name,
  deploymentId,
  variables,
  methodSettings,
}: StageDefinition): Readonly<Record<string, unknown>> {
  const settings = methodSettings.map(({ path, method, throttle }) => [
    path === '/*' ? `*/${method}` : `${path.slice(1).replaceAll('/', '~1')}/${method}`,
    { throttlingRateLimit: throttle.rateLimit, throttlingBurstLimit: throttle.burstLimit },
  ]);
  return {
    stageName: name,
    deploymentId,
    cacheClusterEnabled: false,
    methodSettings: Object.fromEntries(settings),
    ...(Object.keys(variables).length > 0 && { variables }),
    tracingEnabled: false,
    tags: {},
  };
}
