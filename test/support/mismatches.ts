import { compileRoutes } from '../../lambdas/core/routing/compile-routes.ts';
import { matchOperation } from '../../lambdas/core/routing/match-operation.ts';
import type { ApiModel } from '../../lib/compiler/api-model.ts';
import { gatewayDocument, routerConfig } from '../../lib/compiler/index.ts';
import { matchMethod } from '../../lib/local/steps/match-method.ts';
import { routeTree } from '../../lib/local/steps/route-tree.ts';
import { FUNCTION_ARN, importApi, type Json } from './local-api.ts';
import { requestPath } from './request-path.ts';

const invocation = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION_ARN}/invocations`;
const BINDINGS = {
  routerUri: invocation,
  streamingRouterUri: `arn:aws:apigateway:us-east-1:lambda:path/2021-11-15/functions/${FUNCTION_ARN}/response-streaming-invocations`,
  authorizerUri: invocation,
};

/**
 * Sends, so to speak, a request built from the document to each operation of a model: the local API Gateway must give it
 * to the operation's resource and method, and the router to the operation itself, with the values that were sent.
 */
export function mismatches(model: ApiModel): readonly string[] {
  const body = JSON.parse(JSON.stringify(gatewayDocument(model, BINDINGS))) as Json; // an object by contract
  const tree = routeTree(importApi(body).resources);
  const routes = compileRoutes(routerConfig(model).operations);
  return model.operations.flatMap(({ id, method, path: template, resource }, serial) => {
    const { path, values } = requestPath(template, serial);
    const gateway = matchMethod(tree, method, path)?.method;
    const matched = matchOperation(routes, method, path);
    const operation = matched.kind === 'matched' ? matched.operation.id : matched.kind;
    const found = matched.kind === 'matched' ? matched.pathParameters : {};
    // Where one variable ends and the next begins, `{a}{b}` leaves open.
    const told = template.includes('}{') ? [] : Object.entries(values);
    const wrong = told.filter(([name, value]) => found[name] !== value);
    return [
      ...(gateway?.resourcePath === resource.path && gateway.httpMethod === resource.method
        ? []
        : [`${method} ${path} of ${template}: API Gateway takes ${gateway?.resourcePath}, not ${resource.path}`]),
      ...(operation === id ? [] : [`${method} ${path} of ${template}: the router takes ${operation}, not ${id}`]),
      ...(operation === id ? wrong.map(([name]) => `${method} ${path}: value of ${name} is ${found[name]}`) : []),
    ];
  });
}
