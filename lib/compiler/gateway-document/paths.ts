import type { ApiModel, Operation } from '../api-model.ts';
import { inCanonicalOrder } from '../canonical-order.ts';
import type { GatewayContext } from './gateway-bindings.ts';
import { proxyIntegration } from './integrations.ts';
import { bodyOf } from './models/attached-models.ts';
import { methodParameters } from './parameters.ts';
import { methodSecurity } from './security.ts';

/** `operationName` of API Gateway; it documents no length, so that only what is surely short enough goes there. */
const ALPHANUMERIC = /^[A-Za-z0-9]{1,64}$/;

/** One path item per API Gateway resource that has methods; it makes those in between by itself. */
export function gatewayPaths({ operations }: ApiModel, context: GatewayContext): Readonly<Record<string, object>> {
  const resources = Map.groupBy(inCanonicalOrder(operations), ({ resource }) => resource.path);
  return Object.fromEntries(
    [...resources].map(([path, sharing]) => {
      const methods = Map.groupBy(sharing, ({ resource }) => resource.method.toLowerCase());
      return [
        path,
        Object.fromEntries([...methods].map(([method, some]) => [method, gatewayMethod(path, some, context)])),
      ];
    }),
  );
}

function gatewayMethod(path: string, operations: readonly Operation[], context: GatewayContext): object {
  const [first] = operations;
  const parameters = methodParameters(path, operations);
  return {
    ...(operations.length === 1 && ALPHANUMERIC.test(first?.id ?? '') && { operationId: first?.id }),
    ...(parameters.length > 0 && { parameters }),
    ...bodyOf(operations),
    // Needed by OpenAPI; a proxy integration passes any response.
    responses: { 200: { description: '' } },
    security: methodSecurity(operations, context),
    'x-amazon-apigateway-integration': proxyIntegration(operations, context.bindings),
  };
}
