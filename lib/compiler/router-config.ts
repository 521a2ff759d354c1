import type { RoutedOperation, RouterConfig } from '../../lambdas/core/router-config.ts';
import type { ApiModel, Operation } from './api-model.ts';
import { inCanonicalOrder } from './canonical-order.ts';

/** What the router needs of the model. */
export function routerConfig({ backends, operations }: ApiModel): RouterConfig {
  const usesKeys = operations.some(({ security }) => security.apiKey);
  const routed = inCanonicalOrder(operations).map(routedOperation);
  return { version: 1, backends, operations: usesKeys ? routed.map(keepingKeys) : routed };
}

/** A usage plan's key is a secret between client and API Gateway: no target learns it, also where none is asked for. */
function keepingKeys(operation: RoutedOperation): RoutedOperation {
  const { handling } = operation;
  if (handling.kind !== 'proxy') return operation;
  const { set, remove } = handling.requestHeaders;
  return { ...operation, handling: { ...handling, requestHeaders: { set, remove: [...remove, 'x-api-key'] } } };
}

function routedOperation(operation: Operation): RoutedOperation {
  const { id, method, path, resource, security, stream, handling, responseHeaders, validate, cors } = operation;
  const secured = security.requirements !== undefined;
  const { path: resourcePath, alsoAt } = resource;
  const routed = {
    id,
    method,
    path,
    resource: resourcePath,
    ...(alsoAt && { alsoAt }),
    secured,
    stream,
    handling,
    responseHeaders,
    ...(validate && { validate }),
  };
  return { ...routed, ...(cors !== undefined && { cors }) };
}
