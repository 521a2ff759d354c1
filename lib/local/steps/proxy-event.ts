import { eventHeaders } from './event-headers.ts';
import type { Exchange } from './exchange.ts';
import { mediaTypeOf, readHeader } from './read-header.ts';
import { readQuery } from './read-query.ts';
import { eventPath, requestContext } from './request-context.ts';

/** The event of an AWS_PROXY integration, payload version 1.0. Absent maps are `null`, never `{}`. */
export function proxyEvent(exchange: Exchange): Readonly<Record<string, unknown>> {
  const { request, method, authorizer, apiKey } = exchange;
  const headers = eventHeaders(exchange);
  const query = readQuery(request.query);
  const mediaType = mediaTypeOf(readHeader(request.rawHeaders, 'content-type') ?? '');
  const binary = request.body.length > 0 && exchange.stage.api.binaryMediaTypes(mediaType);
  return {
    resource: method.resourcePath,
    path: eventPath(exchange),
    httpMethod: request.httpMethod,
    headers: headers.single,
    multiValueHeaders: headers.multi,
    queryStringParameters: query?.single ?? null,
    multiValueQueryStringParameters: query?.multi ?? null,
    pathParameters: nullIfEmpty(exchange.pathParameters),
    stageVariables: exchange.stage.variables,
    requestContext: requestContext(exchange, authorizer, apiKey),
    body: request.body.length === 0 ? null : request.body.toString(binary ? 'base64' : 'utf8'),
    isBase64Encoded: binary,
  };
}

function nullIfEmpty(map: Readonly<Record<string, string>>): Readonly<Record<string, string>> | null {
  for (const _ in map) return map;
  return null;
}
