import type { ApiModel } from '../api-model.ts';
import { apiName, shortened } from './api-name.ts';
import type { GatewayBindings } from './gateway-bindings.ts';
import { gatewayResponses } from './gateway-responses.ts';
import { guards } from './guards.ts';
import { attachedModels } from './models/attached-models.ts';
import { gatewayPaths } from './paths.ts';
import { securitySchemes } from './security.ts';

export type { GatewayBindings } from './gateway-bindings.ts';

/** Characters; nothing in AWS says how many it takes. */
const MAX_VERSION = 64;

/**
 * The slim OpenAPI document that API Gateway imports: resources, methods, what it checks itself, and where requests go.
 * OpenAPI 3.0.1, the version its documentation links; 3.1 it refuses.
 */
export function gatewayDocument(model: ApiModel, bindings: GatewayBindings): object {
  const context = { bindings, guards: guards(model) };
  const schemas = attachedModels(model);
  const hasModels = Object.keys(schemas).length > 0;
  return {
    openapi: '3.0.1',
    info: { title: apiName(model.title), version: shortened(model.version, MAX_VERSION) },
    paths: gatewayPaths(model, context),
    components: { ...(hasModels && { schemas }), securitySchemes: securitySchemes(model, context) },
    'x-amazon-apigateway-binary-media-types': ['*/*'],
    'x-amazon-apigateway-api-key-source': model.keySource,
    'x-amazon-apigateway-request-validators': {
      parameters: { validateRequestParameters: true, validateRequestBody: false },
      ...(hasModels && { all: { validateRequestParameters: true, validateRequestBody: true } }),
    },
    'x-amazon-apigateway-request-validator': 'parameters',
    'x-amazon-apigateway-gateway-responses': gatewayResponses(model),
  };
}
