import { Readable } from 'node:stream';
import type { StreamedInvocation } from '../functions/function-pool.ts';
import { asObject } from '../json-values.ts';
import type { LambdaProxyIntegration } from '../rest-api/rest-api.ts';
import type { Answer, Exchange, Refusal } from './exchange.ts';
import type { GatewayTools } from './gateway-tools.ts';
import { lambdaHeaders } from './integrate-lambda-proxy.ts';
import { mergeHeaders, readStatus } from './lambda-answer.ts';
import { noteIntegration } from './note-integration.ts';
import { proxyEvent } from './proxy-event.ts';
import { BAD_LAMBDA_ANSWER, INTEGRATION_TIMEOUT, REQUEST_TOO_LARGE } from './refusals.ts';
import { readPrelude } from './streaming-prelude.ts';
import { tell } from './tell.ts';
import { within } from './within.ts';

/** The length of a stream is the function's claim: it is renamed, not relied on. */
const LENGTH = new Set(['content-length']);

/** AWS_PROXY with responseTransferMode STREAM: the answer starts once its metadata is there, and is cut off when the time is over. */
export async function integrateLambdaStreaming(
  integration: LambdaProxyIntegration,
  exchange: Exchange,
  tools: GatewayTools,
): Promise<Answer | Refusal> {
  const event = proxyEvent(exchange);
  const begun = tools.clock();
  const invocation = tools.functions.invokeStreaming(integration.functionArn, event);
  const result = await within(startAnswer(invocation, exchange, tools), integration.timeout);
  const answered = result !== 'timed-out' && result.kind === 'answer';
  noteIntegration(exchange, tools.clock() - begun, result === 'timed-out' ? '-' : 200, answered ? result.status : '-');
  if (result !== 'timed-out') return cutOff(result, integration.timeout - (tools.clock() - exchange.now));
  invocation.then((late) => {
    if (late.kind === 'streaming') late.body.destroy();
  }, tools.onError);
  return INTEGRATION_TIMEOUT;
}

function cutOff(result: Answer | Refusal, milliseconds: number): Answer | Refusal {
  if (result.kind === 'refusal' || !(result.body instanceof Readable)) return result;
  const { body } = result;
  const timer = setTimeout(() => body.destroy(new Error('the integration timed out')), milliseconds);
  body.once('close', () => clearTimeout(timer));
  return result;
}

async function startAnswer(
  invocation: Promise<StreamedInvocation>,
  exchange: Exchange,
  tools: GatewayTools,
): Promise<Answer | Refusal> {
  const result = await invocation;
  if (result.kind === 'failed') {
    if (result.errorType === 'RequestTooLargeException') return REQUEST_TOO_LARGE;
    return malformed(exchange, tools, `${result.errorType}: ${result.errorMessage}`);
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
  tell(exchange, tools, `malformed streamed response: ${reason}`);
  return BAD_LAMBDA_ANSWER;
}
