import type { APIGatewayProxyEvent } from 'aws-lambda';

/** A proxy event as API Gateway makes it for the example's `GET /catalogue/templates/{templateId}`: public, proxied, not cached. */
export function proxyEvent(path: string): APIGatewayProxyEvent {
  const headers = {
    Accept: 'application/json',
    'Accept-Encoding': 'gzip, br',
    Host: 'abcdefghij.execute-api.us-east-1.amazonaws.com',
    'User-Agent': 'bench',
    'X-Forwarded-For': '192.0.2.1',
    'X-Forwarded-Port': '443',
    'X-Forwarded-Proto': 'https',
  };
  const event = {
    resource: '/catalogue/templates/{templateId}',
    path,
    httpMethod: 'GET',
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: { verbose: '1' },
    multiValueQueryStringParameters: { verbose: ['1'] },
    pathParameters: { templateId: 'corner-shop' },
    stageVariables: null,
    requestContext: {
      resourcePath: '/catalogue/templates/{templateId}',
      httpMethod: 'GET',
      path: `/bench${path}`,
      protocol: 'HTTP/1.1',
      stage: 'bench',
      domainName: 'abcdefghij.execute-api.us-east-1.amazonaws.com',
      requestId: '00000000-0000-4000-8000-000000000000',
      extendedRequestId: 'AAAAAAAAAAA=',
      apiId: 'abcdefghij',
      identity: { sourceIp: '192.0.2.1', userAgent: 'bench' },
    },
    body: null,
    isBase64Encoded: false,
  };
  return event as unknown as APIGatewayProxyEvent; // the rest of the context is not read by either handler
}
