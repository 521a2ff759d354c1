import type { IntegrationResponse, MappedIntegration } from '../rest-api/rest-api.ts';
import { convertContent, decodeBase64 } from './convert-content.ts';
import type { Answer, BackendAnswer, Exchange, Refusal } from './exchange.ts';
import { rendered } from './mapped-request.ts';
import { mediaTypeOf, readHeader } from './read-header.ts';
import { API_CONFIGURATION_ERROR } from './refusals.ts';
import { addMappedHeader, isSendable } from './response-headers.ts';
import { sourceValues } from './source-values.ts';
import { type TemplateScope, templateScope } from './template-scope.ts';

/** The client's answer, made of an integration's by the response whose pattern matches all of the selector. */
export function mappedResponse(
  { responses }: MappedIntegration,
  exchange: Exchange,
  context: TemplateScope['context'],
  backend: BackendAnswer,
): Answer | Refusal {
  const response = selectResponse(responses, backend.selector);
  if (response === undefined) return API_CONFIGURATION_ERROR;
  const [mediaType, template] = chooseTemplate(response, exchange);
  const converted = convert(response, exchange, backend);
  if (converted === undefined) return API_CONFIGURATION_ERROR;
  const scope = template && templateScope(exchange, context, converted.toString('utf8'));
  const body = template === undefined || scope === undefined ? converted : rendered(template, scope);
  if (!Buffer.isBuffer(body)) return body;
  const override = context.responseOverride;
  const status = override.status === undefined ? response.statusCode : Number(override.status);
  if (!Number.isInteger(status) || status < 200 || status > 599) return API_CONFIGURATION_ERROR;
  const headers = headersOf(response, exchange, backend, override.header);
  if (!headers.some((name, i) => i % 2 === 0 && name.toLowerCase() === 'content-type'))
    headers.push('Content-Type', mediaType);
  headers.push('x-amzn-RequestId', exchange.requestId, 'x-amz-apigw-id', exchange.extendedRequestId);
  return { kind: 'answer', status, headers, body };
}

/** The default response is the one without a pattern. */
function selectResponse(responses: readonly IntegrationResponse[], selector: string): IntegrationResponse | undefined {
  return (
    responses.find((response) => response.selectionPattern?.test(selector)) ??
    responses.find((response) => response.selectionPattern === undefined)
  );
}

/** By what the client likes best, else JSON, else the first; without any, the body is called JSON. */
function chooseTemplate({ templates }: IntegrationResponse, { request }: Exchange) {
  const accept = mediaTypeOf((readHeader(request.rawHeaders, 'accept') ?? '').split(',', 1)[0] ?? '');
  const [first = 'application/json'] = templates.keys();
  const mediaType = [accept, 'application/json'].find((type) => templates.has(type)) ?? first;
  return [mediaType, templates.get(mediaType)] as const;
}

/** The table of payload encodings: what the client accepts and what the integration answered, each binary or text. */
function convert(
  { contentHandling }: IntegrationResponse,
  { request, stage }: Exchange,
  { rawHeaders, body }: BackendAnswer,
): Buffer | undefined {
  const { binaryMediaTypes } = stage.api;
  const binary = binaryMediaTypes(mediaTypeOf(readHeader(rawHeaders, 'content-type') ?? ''));
  const accepts = binaryMediaTypes(
    mediaTypeOf((readHeader(request.rawHeaders, 'accept') ?? '').split(',', 1)[0] ?? ''),
  );
  if (!binary && accepts && contentHandling !== 'CONVERT_TO_TEXT') return decodeBase64(body.toString('latin1'));
  if (binary && !accepts && contentHandling !== 'CONVERT_TO_BINARY') return Buffer.from(body.toString('base64'));
  return convertContent(body, binary, contentHandling);
}

function headersOf(
  response: IntegrationResponse,
  exchange: Exchange,
  backend: BackendAnswer,
  overrides: Readonly<Record<string, unknown>>,
): string[] {
  const headers: string[] = [];
  const overridden = new Set(Object.keys(overrides).map((name) => name.toLowerCase()));
  const add = (name: string, value: string) => {
    if (isSendable(name, value)) addMappedHeader(headers, name, value);
  };
  for (const [name, source] of response.headers) {
    if (overridden.has(name.toLowerCase())) continue;
    for (const value of sourceValues(source, exchange, backend)) add(name, value);
  }
  for (const [name, value] of Object.entries(overrides)) add(name, String(value));
  return headers;
}
