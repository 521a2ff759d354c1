import type { Arrival, Exchange } from './exchange.ts';
import { readHeader } from './read-header.ts';
import { contextPath, requestTime, withoutPort } from './request-context.ts';

/** A `$context` variable by its name after `context.`; `undefined`: not set for this request, or not known. */
export function contextVariable(name: string, arrival: Arrival | Exchange): string | undefined {
  const told = arrival.log?.[name];
  if (told !== undefined) return String(told);
  if (name.startsWith('identity.')) return identityVariable(name.slice(9), arrival);
  const authorizer = 'authorizer' in arrival ? arrival.authorizer : undefined;
  if (name.startsWith('authorizer.')) return textOf(authorizer?.[name.slice(11)]);
  const method = 'method' in arrival ? arrival.method : undefined;
  switch (name) {
    case 'requestId':
      return arrival.requestId;
    case 'extendedRequestId':
      return arrival.extendedRequestId;
    case 'httpMethod':
      return arrival.request.httpMethod;
    case 'path':
      return contextPath(arrival);
    case 'protocol':
      return 'HTTP/1.1';
    case 'stage':
      return arrival.stage.name;
    case 'apiId':
      return arrival.stage.api.id;
    case 'accountId':
      return arrival.stage.api.accountId;
    case 'endpointType':
      return arrival.stage.api.endpointType;
    case 'deploymentId':
      return arrival.stage.deploymentId;
    case 'isCanaryRequest':
      return textOf(arrival.stage.isCanary);
    case 'xrayTraceId':
      return /Root=([^;]+)/.exec(arrival.traceId)?.[1];
    case 'domainPrefix':
      return withoutPort(arrival.request.host).split('.', 1)[0];
    case 'domainName':
      return withoutPort(arrival.request.host);
    case 'requestTime':
      return requestTime(arrival.now);
    case 'requestTimeEpoch':
      return String(arrival.now);
    case 'resourcePath':
      return method?.resourcePath;
    case 'resourceId':
      return method?.resourceId;
    case 'operationName':
      return method?.operationName;
    default:
      return undefined;
  }
}

/** All of them by name, but for those of the identity, the authorizer and the answer. */
export const CONTEXT_NAMES = [
  'requestId',
  'extendedRequestId',
  'httpMethod',
  'path',
  'protocol',
  'stage',
  'apiId',
  'accountId',
  'deploymentId',
  'isCanaryRequest',
  'xrayTraceId',
  'domainPrefix',
  'domainName',
  'requestTime',
  'requestTimeEpoch',
  'resourcePath',
  'resourceId',
  'operationName',
];

function identityVariable(name: string, arrival: Arrival | Exchange): string | undefined {
  const apiKey = 'apiKey' in arrival ? arrival.apiKey : undefined;
  switch (name) {
    case 'sourceIp':
      return arrival.request.sourceIp;
    case 'userAgent':
      return readHeader(arrival.request.rawHeaders, 'user-agent');
    case 'apiKey':
      return apiKey?.value ?? readHeader(arrival.request.rawHeaders, 'x-api-key');
    case 'apiKeyId':
      return apiKey?.id;
    default:
      return undefined;
  }
}

function textOf(value: string | number | boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
