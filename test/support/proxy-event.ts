import type { APIGatewayProxyEvent } from 'aws-lambda';

export interface EventParts {
  readonly method?: string;
  /** API Gateway's resource; default: the path, as if it had no variables. */
  readonly resource?: string;
  readonly path?: string;
  readonly pathParameters?: Record<string, string>;
  readonly query?: Record<string, string[]>;
  readonly headers?: Record<string, string[]>;
  readonly body?: string | Uint8Array;
  readonly authorizer?: Record<string, string>;
  /** The `extendedRequestId`. */
  readonly id?: string;
}

/** A proxy event (payload version 1.0) with the fields that functions may read. */
export function proxyEvent(parts: EventParts): APIGatewayProxyEvent {
  const path = parts.path ?? '/';
  const event = {
    resource: parts.resource ?? path,
    path,
    httpMethod: parts.method ?? 'GET',
    multiValueHeaders: parts.headers ?? null,
    multiValueQueryStringParameters: parts.query ?? null,
    pathParameters: parts.pathParameters ?? null,
    body: parts.body === undefined ? null : Buffer.from(parts.body).toString('base64'),
    isBase64Encoded: parts.body !== undefined,
    requestContext: {
      path: `/stage${path}`,
      domainName: 'api.example.com',
      requestId: 'request-1',
      extendedRequestId: parts.id ?? 'extended-1',
      identity: { sourceIp: '192.0.2.7' },
      ...(parts.authorizer && { authorizer: parts.authorizer }),
    },
  };
  // The rest of the event is not read.
  return event as unknown as APIGatewayProxyEvent;
}
