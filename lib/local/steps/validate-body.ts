import type { Exchange, Refusal } from './exchange.ts';
import { mediaTypeOf, readHeader } from './read-header.ts';
import { API_CONFIGURATION_ERROR, INVALID_REQUEST_BODY } from './refusals.ts';

/**
 * Checks the body against the model of its media type (none stated: application/json). A type without a model is not
 * checked at all, as in API Gateway.
 */
export function validateBody(exchange: Exchange, onLog: (line: string) => void): Refusal | undefined {
  const models = exchange.method.bodyModels;
  if (models === undefined) return undefined;
  const contentType = readHeader(exchange.request.rawHeaders, 'content-type') ?? '';
  const model = models.get(mediaTypeOf(contentType) || 'application/json') ?? models.get('$default');
  if (model === undefined) return undefined;
  const body = parseJson(exchange.request.body);
  if (body === undefined) return { ...INVALID_REQUEST_BODY, validationError: '[Unknown error parsing request body]' };
  const outcome = model(body.value);
  switch (outcome.kind) {
    case 'valid':
      return undefined;
    case 'invalid':
      return { ...INVALID_REQUEST_BODY, validationError: outcome.message };
    case 'broken':
      onLog(
        `${exchange.method.httpMethod} ${exchange.method.resourcePath}: its model cannot be compiled: ${outcome.message}`,
      );
      return API_CONFIGURATION_ERROR;
    default:
      return outcome satisfies never;
  }
}

function parseJson(body: Buffer): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(body.toString('utf8')) };
  } catch {
    return undefined;
  }
}
