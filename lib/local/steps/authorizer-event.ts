import type { Authorizer } from '../rest-api/rest-api.ts';
import { eventHeaders } from './event-headers.ts';
import type { Exchange } from './exchange.ts';
import { readHeader } from './read-header.ts';
import { readQuery } from './read-query.ts';
import { eventPath, requestContext } from './request-context.ts';

/** @param token the TOKEN authorizer's identity source */
export function authorizerEvent(
  authorizer: Authorizer,
  exchange: Exchange,
  methodArn: string,
  token: string,
): Readonly<Record<string, unknown>> {
  if (authorizer.kind === 'TOKEN') return { type: 'TOKEN', methodArn, authorizationToken: token };
  const { request, method } = exchange;
  const query = readQuery(request.query);
  const headers = eventHeaders(exchange);
  // Unlike the integration's event, this one has the length of the body that it leaves out (recorded).
  const length = readHeader(request.rawHeaders, 'content-length');
  if (length !== undefined) {
    headers.single['Content-Length'] = length;
    headers.multi['Content-Length'] = [length];
  }
  const keyValue = method.apiKeyRequired ? readHeader(request.rawHeaders, 'x-api-key') : undefined;
  return {
    type: 'REQUEST',
    methodArn,
    resource: method.resourcePath,
    path: eventPath(exchange),
    httpMethod: request.httpMethod,
    headers: headers.single,
    multiValueHeaders: headers.multi,
    queryStringParameters: query?.single ?? {},
    multiValueQueryStringParameters: query?.multi ?? {},
    pathParameters: exchange.pathParameters,
    stageVariables: exchange.stage.variables ?? {},
    requestContext: requestContext(exchange, undefined, keyValue === undefined ? undefined : { value: keyValue }),
  };
}
