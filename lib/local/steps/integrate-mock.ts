import type { MockIntegration } from '../rest-api/rest-api.ts';
import type { Answer, Exchange, Refusal } from './exchange.ts';
import { mappedRequest } from './mapped-request.ts';
import { mappedResponse } from './mapped-response.ts';
import { API_CONFIGURATION_ERROR } from './refusals.ts';
import { templateContext } from './template-scope.ts';

/** MOCK: the request template names a status, the integration response of that status is the answer. Never with a trace header (recorded). */
export function integrateMock(mock: MockIntegration, exchange: Exchange): Answer | Refusal {
  const context = templateContext(exchange);
  const body = mappedRequest(mock, exchange, context);
  if (!Buffer.isBuffer(body)) return body;
  const selector = mockStatus(body.toString('utf8'));
  if (selector === undefined) return API_CONFIGURATION_ERROR;
  return mappedResponse(mock, exchange, context, { selector, rawHeaders: [], body: NOTHING });
}

const NOTHING = Buffer.alloc(0);

/** The template need not be JSON: `{statusCode: 200}` works (recorded; it is what CDK writes for CORS). */
export function mockStatus(template: string): string | undefined {
  return /["']?statusCode["']?\s*:\s*["']?(\d{3})\b/.exec(template)?.[1];
}
