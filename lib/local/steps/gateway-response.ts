import { valueSource } from '../rest-api/deploy/value-source.ts';
import type { GatewayResponse, GatewayResponseType, RestApi } from '../rest-api/rest-api.ts';
import { contextVariable } from './context-variable.ts';
import type { Answer, Arrival, Exchange, Refusal } from './exchange.ts';
import { mediaTypeOf, readHeader } from './read-header.ts';
import { isSendable } from './response-headers.ts';
import { sourceValues } from './source-values.ts';

/** Raised during execution: the wire's default body has a space after the colon (recorded), all others have none. */
const SPACED: ReadonlySet<GatewayResponseType> = new Set<GatewayResponseType>([
  'BAD_REQUEST_PARAMETERS',
  'BAD_REQUEST_BODY',
  'UNSUPPORTED_MEDIA_TYPE',
  'INTEGRATION_FAILURE',
  'INTEGRATION_TIMEOUT',
  'API_CONFIGURATION_ERROR',
  'DEFAULT_4XX',
  'DEFAULT_5XX',
]);

/** Not customisable (developer guide, gateway responses). */
const FIXED: ReadonlySet<GatewayResponseType> = new Set<GatewayResponseType>(['REQUEST_TOO_LARGE']);

/** Renders a refusal with the API's customisation of its type. */
export function gatewayResponse(refusal: Refusal, refused: Arrival | Exchange): Answer {
  const arrival = refusal.authorizer ? { ...refused, authorizer: refusal.authorizer } : refused;
  const custom = customisation(arrival.stage.api, refusal);
  const [mediaType, template] = chooseTemplate(custom, arrival);
  const headers = ['Content-Type', mediaType];
  for (const [name, source] of custom?.headers ?? []) {
    const value = sourceValues(source, arrival)[0];
    if (value === undefined || !isSendable(name, value)) continue;
    if (name.toLowerCase() === 'content-type') headers[1] = value;
    else headers.push(name, value);
  }
  headers.push(
    'x-amzn-RequestId',
    arrival.requestId,
    'x-amz-apigw-id',
    arrival.extendedRequestId,
    'x-amzn-ErrorType',
    refusal.errorType,
  );
  return {
    kind: 'answer',
    status: custom?.statusCode ?? refusal.status,
    headers,
    body: template === undefined ? defaultBody(refusal) : renderTemplate(template, refusal, arrival),
  };
}

/** A type without customisation takes all of DEFAULT_4XX or DEFAULT_5XX; one with its own takes nothing from them. */
function customisation(api: RestApi, refusal: Refusal): GatewayResponse | undefined {
  if (FIXED.has(refusal.type)) return undefined;
  return (
    api.gatewayResponses.get(refusal.type) ??
    api.gatewayResponses.get(refusal.status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX')
  );
}

function chooseTemplate(
  custom: GatewayResponse | undefined,
  arrival: Arrival,
): [mediaType: string, template: string | undefined] {
  const templates = custom?.templates;
  if (templates === undefined || templates.size === 0) return ['application/json', undefined];
  const accepted = mediaTypeOf((readHeader(arrival.request.rawHeaders, 'accept') ?? '').split(',', 1)[0] ?? '');
  const [first = 'application/json'] = templates.keys();
  const mediaType = [accepted, 'application/json'].find((type) => templates.has(type)) ?? first;
  return [mediaType, templates.get(mediaType)];
}

function defaultBody({ type, message }: Refusal): string {
  const key = type === 'ACCESS_DENIED' ? 'Message' : 'message';
  return `{"${key}":${SPACED.has(type) ? ' ' : ''}${JSON.stringify(message)}}`;
}

/** Plain substitution, not Velocity: `$context.x`, `$stageVariables.x`, `$method.request.….x`, in braces or not. */
function renderTemplate(template: string, refusal: Refusal, arrival: Arrival | Exchange): string {
  const errors = errorVariables(refusal);
  return template.replace(
    /\$(?:\{([\w.-]+)\}|([a-zA-Z][\w-]*(?:\.[\w-]+)+))/g,
    (whole, braced?: string, bare?: string) => {
      const name = braced ?? bare ?? '';
      const known = errors[name.replace(/^context\./, '')] ?? variable(name, arrival);
      return known ?? (/^(?:context|stageVariables|method\.request)\./.test(name) ? '' : whole);
    },
  );
}

function variable(name: string, arrival: Arrival | Exchange): string | undefined {
  if (name.startsWith('context.')) return contextVariable(name.slice(8), arrival);
  const source = valueSource(name);
  return source && sourceValues(source, arrival)[0];
}

/** `$context.error.…`, for templates and access logs. */
export function errorVariables(refusal: Refusal): Readonly<Record<string, string>> {
  return {
    'error.message': refusal.message ?? 'null',
    'error.messageString': JSON.stringify(refusal.message),
    'error.responseType': refusal.type,
    'error.validationErrorString': refusal.validationError ?? '',
  };
}
