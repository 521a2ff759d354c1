import type { IntegrationResponse, MappedIntegration } from '../rest-api/rest-api.ts';
import { decodeBase64 } from './convert-content.ts';
import type { Answer, BackendAnswer, Exchange, Refusal } from './exchange.ts';
import { isPassthrough, rendered, UNTRANSFORMABLE } from './mapped-request.ts';
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
  const [mediaType, chosen] = chooseTemplate(response, exchange);
  const template = chosen === undefined || isPassthrough(chosen) ? undefined : chosen;
  const becomesBinary = wantsBinary(response, exchange) && backend.body.length > 0;
  const converted = convert(backend, exchange, becomesBinary);
  if (converted === undefined) return API_CONFIGURATION_ERROR;
  if (template !== undefined && becomesBinary) return UNTRANSFORMABLE;
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

/** The table of payload encodings: what is asked for, else what the client accepts. */
function wantsBinary({ contentHandling }: IntegrationResponse, { request, stage }: Exchange): boolean {
  if (contentHandling !== undefined) return contentHandling === 'CONVERT_TO_BINARY';
  const [accept = ''] = (readHeader(request.rawHeaders, 'accept') ?? '').split(',', 1);
  return stage.api.binaryMediaTypes(mediaTypeOf(accept));
}

/** `undefined`: it should be base64 and is not. */
function convert({ rawHeaders, body }: BackendAnswer, { stage }: Exchange, toBinary: boolean): Buffer | undefined {
  const isBinary = stage.api.binaryMediaTypes(mediaTypeOf(readHeader(rawHeaders, 'content-type') ?? ''));
  // A function returns base64 as a JSON text, whose quotes do no harm.
  if (toBinary) return isBinary ? body : decodeBase64(body.toString('latin1').replace(/^"(.*)"$/s, '$1'));
  return Buffer.from(body.toString(isBinary ? 'base64' : 'utf8'));
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
