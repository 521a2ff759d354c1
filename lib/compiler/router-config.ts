import { policyValue } from '../../lambdas/core/limiting/rate-limit-fields.ts';
import type { RoutedOperation, RouterConfig } from '../../lambdas/core/router-config.ts';
import type { ApiModel, Operation, Throttle } from './api-model.ts';
import { authorizerConfig } from './authorizer-config.ts';
import { inCanonicalOrder } from './canonical-order.ts';
import { cacheGroups } from './security/cache-groups.ts';
import { challenges } from './security/challenges.ts';
import { hiddenCredentials } from './security/hidden-credentials.ts';

/** What the router needs of the model. */
export function routerConfig(model: ApiModel): RouterConfig {
  const { backends, operations } = model;
  const authorizer = authorizerConfig(model);
  const numbers = new Map((authorizer?.operations ?? []).map(({ id }, number) => [id, number]));
  const { of } = cacheGroups(model);
  const { headers, query, cookies } = hiddenCredentials(model);
  const own = operations.filter(({ servedBy }) => servedBy === undefined);
  const routed = inCanonicalOrder(own).map((operation) => {
    const [number, group] = [numbers.get(operation.id), of.get(operation.id)];
    const kept = number === undefined || group === undefined ? {} : { kept: { number, group } };
    return { ...hiding(routedOperation(operation, model.throttle), headers(operation)), ...kept };
  });
  const groups = authorizer?.groups.map(({ sources }) => sources) ?? [];
  return {
    version: 1,
    backends,
    ...(authorizer && groups.length > 0 && { authorizer: { id: authorizer.id, groups, challenge: challenges(model) } }),
    ...(query.length > 0 && { hiddenQuery: query }),
    ...(cookies.length > 0 && { hiddenCookies: cookies }),
    operations: routed,
  };
}

function hiding(operation: RoutedOperation, names: readonly string[]): RoutedOperation {
  const { handling } = operation;
  if (handling.kind !== 'proxy' || names.length === 0) return operation;
  const { set, remove } = handling.requestHeaders;
  return { ...operation, handling: { ...handling, requestHeaders: { set, remove: [...remove, ...names] } } };
}

function routedOperation(operation: Operation, stageThrottle: Throttle | undefined): RoutedOperation {
  const { id, method, path, resource, security, stream, handling, responseHeaders, limit, validate, cors } = operation;
  const secured = security.requirements !== undefined || security.native !== undefined;
  const { path: resourcePath, alsoAt } = resource;
  const throttle = operation.throttle ?? stageThrottle;
  const routed = {
    id,
    method,
    path,
    resource: resourcePath,
    ...(alsoAt && { alsoAt }),
    secured,
    ...(security.native && { checkedBy: security.native.kind }),
    stream,
    handling,
    responseHeaders,
    ...(limit && { limit }),
    ...(throttle && { throttlePolicy: policyValue('throttle', throttle) }),
    ...(validate && { validate }),
  };
  return { ...routed, ...(cors !== undefined && { cors }) };
}
