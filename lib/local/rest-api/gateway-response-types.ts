import type { GatewayResponseRecord } from './api-record.ts';
import type { GatewayResponseType } from './rest-api.ts';

/** The types with their statuses (recorded). */
export const GATEWAY_RESPONSE_STATUSES: Readonly<Record<GatewayResponseType, string | undefined>> = {
  ACCESS_DENIED: '403',
  API_CONFIGURATION_ERROR: '500',
  AUTHORIZER_CONFIGURATION_ERROR: '500',
  AUTHORIZER_FAILURE: '500',
  BAD_REQUEST_BODY: '400',
  BAD_REQUEST_PARAMETERS: '400',
  DEFAULT_4XX: undefined,
  DEFAULT_5XX: undefined,
  EXPIRED_TOKEN: '403',
  INTEGRATION_FAILURE: '504',
  INTEGRATION_TIMEOUT: '504',
  INVALID_API_KEY: '403',
  INVALID_SIGNATURE: '403',
  MISSING_AUTHENTICATION_TOKEN: '403',
  QUOTA_EXCEEDED: '429',
  REQUEST_TOO_LARGE: '413',
  RESOURCE_NOT_FOUND: '404',
  THROTTLED: '429',
  UNAUTHORIZED: '401',
  UNSUPPORTED_MEDIA_TYPE: '415',
  WAF_FILTERED: '403',
};

export function isGatewayResponseType(type: string): type is GatewayResponseType {
  return Object.hasOwn(GATEWAY_RESPONSE_STATUSES, type);
}

export function gatewayResponse(
  responseType: string,
  statusCode: unknown,
  responseParameters: Readonly<Record<string, string>>,
  responseTemplates: Readonly<Record<string, string>>,
): GatewayResponseRecord {
  const status = statusCode === undefined || statusCode === null ? undefined : String(statusCode);
  return { responseType, ...(status !== undefined && { statusCode: status }), responseParameters, responseTemplates };
}
