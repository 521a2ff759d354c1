import { createAuthorizer, deleteAuthorizer, getAuthorizer, getAuthorizers, updateAuthorizer } from './authorizers.ts';
import type { ControlOperation } from './control-plane.ts';
import { createDeployment, deleteDeployment, getDeployment, getDeployments, updateDeployment } from './deployments.ts';
import { flushAuthorizersCache } from './flush-authorizers-cache.ts';
import {
  deleteGatewayResponse,
  getGatewayResponse,
  getGatewayResponses,
  putGatewayResponse,
  updateGatewayResponse,
} from './gateway-responses.ts';
import { importRestApi, putRestApi } from './import-rest-api.ts';
import {
  deleteIntegration,
  deleteIntegrationResponse,
  getIntegration,
  getIntegrationResponse,
  putIntegration,
  putIntegrationResponse,
  updateIntegration,
  updateIntegrationResponse,
} from './integrations.ts';
import {
  deleteMethod,
  deleteMethodResponse,
  getMethod,
  getMethodResponse,
  putMethod,
  putMethodResponse,
  updateMethod,
  updateMethodResponse,
} from './methods.ts';
import { createModel, deleteModel, getModel, getModels, updateModel } from './models.ts';
import {
  createRequestValidator,
  deleteRequestValidator,
  getRequestValidator,
  getRequestValidators,
  updateRequestValidator,
} from './request-validators.ts';
import { createResource, deleteResource, getResource, getResources, updateResource } from './resources.ts';
import { createRestApi, deleteRestApi, getRestApi, getRestApis, updateRestApi } from './rest-apis.ts';
import { createStage, deleteStage, flushStageCache, getStage, getStages, updateStage } from './stages.ts';

/** Method and path of what concerns REST APIs, each with what does it. `*` is an id. */
export const REST_API_OPERATIONS: readonly (readonly [method: string, path: string, operation: ControlOperation])[] = [
  [
    'POST',
    'restapis',
    (request, tools, ids) =>
      (request.query.get('mode') === 'import' ? importRestApi : createRestApi)(request, tools, ids),
  ],
  ['GET', 'restapis', getRestApis],
  ['GET', 'restapis/*', getRestApi],
  ['PUT', 'restapis/*', putRestApi],
  ['PATCH', 'restapis/*', updateRestApi],
  ['DELETE', 'restapis/*', deleteRestApi],
  ['GET', 'restapis/*/resources', getResources],
  ['POST', 'restapis/*/resources/*', createResource],
  ['GET', 'restapis/*/resources/*', getResource],
  ['PATCH', 'restapis/*/resources/*', updateResource],
  ['DELETE', 'restapis/*/resources/*', deleteResource],
  ['PUT', 'restapis/*/resources/*/methods/*', putMethod],
  ['GET', 'restapis/*/resources/*/methods/*', getMethod],
  ['PATCH', 'restapis/*/resources/*/methods/*', updateMethod],
  ['DELETE', 'restapis/*/resources/*/methods/*', deleteMethod],
  ['PUT', 'restapis/*/resources/*/methods/*/responses/*', putMethodResponse],
  ['GET', 'restapis/*/resources/*/methods/*/responses/*', getMethodResponse],
  ['PATCH', 'restapis/*/resources/*/methods/*/responses/*', updateMethodResponse],
  ['DELETE', 'restapis/*/resources/*/methods/*/responses/*', deleteMethodResponse],
  ['PUT', 'restapis/*/resources/*/methods/*/integration', putIntegration],
  ['GET', 'restapis/*/resources/*/methods/*/integration', getIntegration],
  ['PATCH', 'restapis/*/resources/*/methods/*/integration', updateIntegration],
  ['DELETE', 'restapis/*/resources/*/methods/*/integration', deleteIntegration],
  ['PUT', 'restapis/*/resources/*/methods/*/integration/responses/*', putIntegrationResponse],
  ['GET', 'restapis/*/resources/*/methods/*/integration/responses/*', getIntegrationResponse],
  ['PATCH', 'restapis/*/resources/*/methods/*/integration/responses/*', updateIntegrationResponse],
  ['DELETE', 'restapis/*/resources/*/methods/*/integration/responses/*', deleteIntegrationResponse],
  ['POST', 'restapis/*/models', createModel],
  ['GET', 'restapis/*/models', getModels],
  ['GET', 'restapis/*/models/*', getModel],
  ['PATCH', 'restapis/*/models/*', updateModel],
  ['DELETE', 'restapis/*/models/*', deleteModel],
  ['POST', 'restapis/*/authorizers', createAuthorizer],
  ['GET', 'restapis/*/authorizers', getAuthorizers],
  ['GET', 'restapis/*/authorizers/*', getAuthorizer],
  ['PATCH', 'restapis/*/authorizers/*', updateAuthorizer],
  ['DELETE', 'restapis/*/authorizers/*', deleteAuthorizer],
  ['POST', 'restapis/*/requestvalidators', createRequestValidator],
  ['GET', 'restapis/*/requestvalidators', getRequestValidators],
  ['GET', 'restapis/*/requestvalidators/*', getRequestValidator],
  ['PATCH', 'restapis/*/requestvalidators/*', updateRequestValidator],
  ['DELETE', 'restapis/*/requestvalidators/*', deleteRequestValidator],
  ['POST', 'restapis/*/deployments', createDeployment],
  ['GET', 'restapis/*/deployments', getDeployments],
  ['GET', 'restapis/*/deployments/*', getDeployment],
  ['PATCH', 'restapis/*/deployments/*', updateDeployment],
  ['DELETE', 'restapis/*/deployments/*', deleteDeployment],
  ['POST', 'restapis/*/stages', createStage],
  ['GET', 'restapis/*/stages', getStages],
  ['GET', 'restapis/*/stages/*', getStage],
  ['PATCH', 'restapis/*/stages/*', updateStage],
  ['DELETE', 'restapis/*/stages/*', deleteStage],
  ['GET', 'restapis/*/gatewayresponses', getGatewayResponses],
  ['GET', 'restapis/*/gatewayresponses/*', getGatewayResponse],
  ['PUT', 'restapis/*/gatewayresponses/*', putGatewayResponse],
  ['PATCH', 'restapis/*/gatewayresponses/*', updateGatewayResponse],
  ['DELETE', 'restapis/*/gatewayresponses/*', deleteGatewayResponse],
  ['DELETE', 'restapis/*/stages/*/cache/data', flushStageCache],
  ['DELETE', 'restapis/*/stages/*/cache/authorizers', flushAuthorizersCache],
];
