import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { readConfig } from '../adapters/config-file.ts';
import { createDynamoDbClient } from '../adapters/dynamodb-client.ts';
import { DEADLINE } from '../adapters/http-exchange.ts';
import { type LambdaStreaming, lambdaStreaming, streamResponse } from '../adapters/lambda-streaming.ts';
import { proxyRequest } from '../adapters/proxy-event.ts';
import { isTooLarge, proxyResult } from '../adapters/proxy-result.ts';
import { storedResponses } from '../adapters/stored-responses.ts';
import type { RouterConfig } from '../core/router-config.ts';
import { compileRoutes } from '../core/routing/compile-routes.ts';
import { operationNames } from '../core/telemetry/metrics.ts';
import { type Answer, problemAnswer } from './answer.ts';
import { connectBackends } from './backends.ts';
import { TOO_LARGE } from './finish.ts';
import { type Log, logRequest } from './log-request.ts';
import { type Router, serve } from './serve.ts';

const config = readConfig<RouterConfig>('router-config.json');

/** Milliseconds for a call to the cache's table: longer than that, asking the target is the better cache. */
const STORE_TIMEOUT = 200;

const router: Router = {
  routes: compileRoutes(config.operations),
  backends: connectBackends(config, Math.random),
  store: process.env.CACHE_TABLE
    ? storedResponses(createDynamoDbClient(process.env, STORE_TIMEOUT), process.env.CACHE_TABLE)
    : undefined,
};

const log: Log = {
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'router',
  operations: operationNames(config.operations),
};

const arrival = (event: APIGatewayProxyEvent, context: Context) => ({
  request: proxyRequest(event),
  startedAt: Date.now(),
  available: context.getRemainingTimeInMillis(),
});

/** Only bugs throw. */
function failure(error: unknown): Answer<Uint8Array> {
  const reason = (error instanceof Error ? error.stack : undefined) ?? String(error);
  return problemAnswer({ status: 500, detail: 'the gateway failed' }, { reason });
}

export const handler = async (event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> => {
  const started = performance.now();
  const answer = await serveBuffered(event, context);
  const result = proxyResult(answer);
  const [sent, sentResult] = isTooLarge(result) ? tooLarge(answer) : [answer, result];
  logRequest(log, { event, answer: sent, duration: performance.now() - started });
  return sentResult;
};

async function serveBuffered(event: APIGatewayProxyEvent, context: Context): Promise<Answer<Uint8Array>> {
  try {
    return await serve(router, { ...arrival(event, context), stream: false });
  } catch (error) {
    return failure(error);
  }
}

function tooLarge({ record }: Answer): [Answer, APIGatewayProxyResult] {
  const answer = problemAnswer(TOO_LARGE, { ...record, reason: 'too large' });
  return [answer, proxyResult(answer)];
}

async function serveStreaming(event: APIGatewayProxyEvent, context: Context): Promise<Answer> {
  try {
    return await serve(router, { ...arrival(event, context), stream: true });
  } catch (error) {
    return failure(error);
  }
}

export const streamHandler = lambdaStreaming && streaming(lambdaStreaming);

function streaming(lambda: LambdaStreaming) {
  return lambda.streamifyResponse(async (event: APIGatewayProxyEvent, stream, context) => {
    const started = performance.now();
    const answer = await serveStreaming(event, context);
    const broken = await streamResponse(lambda, stream, answer);
    const record = {
      ...answer.record,
      ...(broken && { reason: broken.message, flags: broken === DEADLINE ? 'UT' : 'UC' }),
    };
    logRequest(log, { event, answer: { ...answer, record }, duration: performance.now() - started });
    if (broken) throw broken;
  });
}
