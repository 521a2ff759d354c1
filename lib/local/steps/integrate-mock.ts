import type { IntegrationResponse, MockIntegration } from '../rest-api/rest-api.ts';
import type { Answer, Exchange, Refusal } from './exchange.ts';
import { mediaTypeOf, readHeader } from './read-header.ts';
import { API_CONFIGURATION_ERROR, UNSUPPORTED_MEDIA_TYPE } from './refusals.ts';
import { isSendable } from './response-headers.ts';
import { sourceValues } from './source-values.ts';

/** MOCK: the request template names a status, the integration response of that status is the answer. */
export function integrateMock(mock: MockIntegration, exchange: Exchange): Answer | Refusal {
  const template = requestTemplate(mock, exchange);
  if (template === undefined) return UNSUPPORTED_MEDIA_TYPE;
  const status = mockStatus(template);
  const response = status === undefined ? undefined : selectResponse(mock.responses, status);
  return response === undefined ? API_CONFIGURATION_ERROR : answer(response, exchange);
}

/** The template of the request's media type, else the body itself, as far as the passthrough behaviour allows. */
function requestTemplate(mock: MockIntegration, { request }: Exchange): string | undefined {
  const contentType = mediaTypeOf(readHeader(request.rawHeaders, 'content-type') ?? '') || 'application/json';
  const template = mock.requestTemplates.get(contentType);
  if (template !== undefined) return template;
  if (mock.passthrough === 'NEVER') return undefined;
  if (mock.passthrough === 'WHEN_NO_TEMPLATES' && mock.requestTemplates.size > 0) return undefined;
  return request.body.toString('utf8');
}

/** The template need not be JSON: `{statusCode: 200}` works (recorded; it is what CDK writes for CORS). */
export function mockStatus(template: string): string | undefined {
  return /["']?statusCode["']?\s*:\s*["']?(\d{3})\b/.exec(template)?.[1];
}

function selectResponse(responses: readonly IntegrationResponse[], status: string): IntegrationResponse | undefined {
  return (
    responses.find((response) => response.selectionPattern?.test(status)) ??
    responses.find((response) => response.selectionPattern === undefined)
  );
}

/** Never with a trace header (recorded). */
function answer(response: IntegrationResponse, exchange: Exchange): Answer {
  const accept = mediaTypeOf((readHeader(exchange.request.rawHeaders, 'accept') ?? '').split(',', 1)[0] ?? '');
  const [first = 'application/json'] = response.templates.keys();
  const mediaType = [accept, 'application/json'].find((type) => response.templates.has(type)) ?? first;
  const headers: string[] = [];
  for (const [name, source] of response.headers) {
    const value = sourceValues(source, exchange)[0];
    if (value !== undefined && isSendable(name, value)) headers.push(name, value);
  }
  const typed = response.headers.some(([name]) => name.toLowerCase() === 'content-type');
  if (!typed) headers.push('Content-Type', mediaType);
  headers.push('x-amzn-RequestId', exchange.requestId, 'x-amz-apigw-id', exchange.extendedRequestId);
  return { kind: 'answer', status: response.statusCode, headers, body: response.templates.get(mediaType) ?? '' };
}
