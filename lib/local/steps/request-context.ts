import type { Arrival, AuthorizerContext, Exchange, ExchangeApiKey } from './exchange.ts';
import { oncePer } from './once-per.ts';
import { readHeader } from './read-header.ts';

/** `requestContext` of both events; `authorizer` and the identity's API key are there only when they played a part. */
export function requestContext(
  exchange: Exchange,
  authorizer: AuthorizerContext | undefined,
  apiKey: Partial<ExchangeApiKey> | undefined,
): Readonly<Record<string, unknown>> {
  const { request, stage, method } = exchange;
  const domainName = withoutPort(request.host);
  return {
    resourceId: method.resourceId,
    ...(authorizer && { authorizer }),
    resourcePath: method.resourcePath,
    ...(method.operationName !== undefined && { operationName: method.operationName }),
    httpMethod: request.httpMethod,
    extendedRequestId: exchange.extendedRequestId,
    requestTime: requestTime(exchange.now),
    path: contextPath(exchange),
    accountId: stage.api.accountId,
    protocol: 'HTTP/1.1',
    stage: stage.name,
    domainPrefix: domainName.split('.', 1)[0],
    requestTimeEpoch: exchange.now,
    requestId: exchange.requestId,
    identity: identity(exchange, apiKey),
    domainName,
    deploymentId: stage.deploymentId,
    apiId: stage.api.id,
    ...(stage.isCanary !== undefined && { isCanaryRequest: stage.isCanary }),
  };
}

/** `$context.path`: what the client sent after the host. */
export function contextPath({ request, stage }: Arrival): string {
  return `${request.basePath ?? `/${stage.name}`}${request.stagePath}`;
}

/** `path` of both events: without the stage, but with a custom domain's base path (recorded). */
export function eventPath(arrival: Arrival): string {
  return arrival.request.basePath ? contextPath(arrival) : arrival.path;
}

function identity(exchange: Exchange, apiKey: Partial<ExchangeApiKey> | undefined): Readonly<Record<string, unknown>> {
  return {
    cognitoIdentityPoolId: null,
    ...(apiKey?.value !== undefined && { apiKey: apiKey.value }),
    accountId: null,
    cognitoIdentityId: null,
    caller: null,
    sourceIp: exchange.request.sourceIp,
    principalOrgId: null,
    accessKey: null,
    ...(apiKey?.id !== undefined && { apiKeyId: apiKey.id }),
    cognitoAuthenticationType: null,
    cognitoAuthenticationProvider: null,
    userArn: null,
    userAgent: readHeader(exchange.request.rawHeaders, 'user-agent') ?? null,
    user: null,
    ...(exchange.request.clientCertificate && { clientCert: exchange.request.clientCertificate }),
  };
}

/** The name of a `Host` header. */
export function withoutPort(host: string): string {
  const colon = host.lastIndexOf(':');
  return colon > host.lastIndexOf(']') ? host.slice(0, colon) : host;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `09/Apr/2024:12:34:56 +0000` */
export const requestTime = oncePer(1000, (now) => {
  const iso = new Date(now).toISOString();
  return `${iso.slice(8, 10)}/${MONTHS[Number(iso.slice(5, 7)) - 1]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
});
