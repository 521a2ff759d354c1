import type { RouterConfig } from '../../lambdas/core/router-config.ts';
import type { ApiModel, Operation } from './api-model.ts';

/** What the router needs of the model; the order of operations is the model's. */
export function routerConfig({ backends, operations }: ApiModel): RouterConfig {
  return { version: 1, backends, operations: operations.map(routedOperation) };
}

function routedOperation(operation: Operation): RouterConfig['operations'][number] {
  const { id, method, path, security, stream, handling, responseHeaders, cors } = operation;
  const secured = security.requirements !== undefined;
  return { id, method, path, secured, stream, handling, responseHeaders, ...(cors !== undefined && { cors }) };
}
