import type { StreamedInvocation } from '../functions/function-pool.ts';
import { asObject } from '../rest-api/json-values.ts';
import type { LambdaProxyIntegration } from '../rest-api/rest-api.ts';
import type { Answer, AuthorizerContext, Exchange, ExchangeApiKey, Refusal } from './exchange.ts';
import type { GatewayTools } from './gateway-tools.ts';
import { lambdaHeaders } from './integrate-lambda-proxy.ts';
import { mergeHeaders, readStatus } from './lambda-answer.ts';
import { proxyEvent } from './proxy-event.ts';
import { BAD_LAMBDA_ANSWER, INTEGRATION_TIMEOUT } from './refusals.ts';
import { readPrelude } from './streaming-prelude.ts';
import { within } from './within.ts';

/** The length of a stream is the function's claim: it is renamed, not relied on. */
const LENGTH = new Set(['content-length']);

/** AWS_PROXY with responseTransferMode STREAM: the answer starts once its metadata is there. */
export async function integrateLambdaStreaming(
  integration: LambdaProxyIntegration,
  exchange: Exchange,
  authorizer: AuthorizerContext | undefined,
  apiKey: ExchangeApiKey | undefined,
  tools: GatewayTools,
): Promise<Answer | Refusal> {
  const event = proxyEvent(exchange, authorizer, apiKey);
  const result = await within(
    startAnswer(tools.functions.invokeStreaming(integration.functionArn, event), exchange, tools),
    integration.timeout,
  );
  return result === 'timed-out' ? INTEGRATION_TIMEOUT : result;
}

async function startAnswer(
  invocation: Promise<StreamedInvocation>,
  exchange: Exchange,
  tools: GatewayTools,
): Promise<Answer | Refusal> {
  const result = await invocation;
  if (result.kind !== 'streaming') {
    return malformed(
      exchange,
      tools,
      result.kind === 'failed' ? `${result.errorType}: ${result.errorMessage}` : 'the function timed out',
    );
  }
  const prelude = await readPrelude(result.body);
  const metadata = asObject(prelude?.metadata);
  if (metadata === undefined) {
    result.body.destroy();
    return malformed(exchange, tools, 'a streamed response begins with JSON metadata and eight NUL bytes');
  }
  const status = readStatus(metadata.statusCode);
  const headers = mergeHeaders(
    metadata.headers ?? {},
    withCookies(asObject(metadata.multiValueHeaders) ?? {}, metadata.cookies),
  );
  if (status === undefined || typeof headers === 'string') {
    result.body.destroy();
    return malformed(
      exchange,
      tools,
      status === undefined ? `statusCode is ${JSON.stringify(metadata.statusCode)}` : String(headers),
    );
  }
  return { kind: 'answer', status, headers: lambdaHeaders(headers, exchange, tools, LENGTH), body: result.body };
}

function withCookies(multi: Readonly<Record<string, unknown>>, cookies: unknown): Readonly<Record<string, unknown>> {
  return Array.isArray(cookies) && cookies.length > 0 ? { ...multi, 'Set-Cookie': cookies } : multi;
}

function malformed(exchange: Exchange, tools: GatewayTools, reason: string): Refusal {
  tools.onLog(`${exchange.request.httpMethod} ${exchange.path}: malformed streamed response: ${reason}`);
  return BAD_LAMBDA_ANSWER;
}
