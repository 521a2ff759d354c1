import type { Arrival, Exchange } from './exchange.ts';
import { readHeader } from './read-header.ts';
import { contextPath, requestTime, withoutPort } from './request-context.ts';

/** A `$context` variable by its name after `context.`; `undefined`: not set for this request, or not known. */
export function contextVariable(name: string, arrival: Arrival | Exchange): string | undefined {
  if (name.startsWith('identity.')) return identityVariable(name.slice(9), arrival);
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
    case 'deploymentId':
      return arrival.stage.deploymentId;
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

function identityVariable(name: string, arrival: Arrival): string | undefined {
  if (name === 'sourceIp') return arrival.request.sourceIp;
  if (name === 'userAgent') return readHeader(arrival.request.rawHeaders, 'user-agent');
  if (name === 'apiKey') return readHeader(arrival.request.rawHeaders, 'x-api-key');
  return undefined;
}
