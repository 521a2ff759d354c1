import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { readConfig } from '../adapters/config-file.ts';
import { createDynamoDbClient } from '../adapters/dynamodb-client.ts';
import { type LambdaStreaming, lambdaStreaming, streamResponse } from '../adapters/lambda-streaming.ts';
import { proxyRequest } from '../adapters/proxy-event.ts';
import { isTooLarge, proxyResult } from '../adapters/proxy-result.ts';
import { storedResponses } from '../adapters/stored-responses.ts';
import type { RouterConfig } from '../core/router-config.ts';
import { compileRoutes } from '../core/routing/compile-routes.ts';
import { type Answer, problemAnswer } from './answer.ts';
import { connectBackends } from './backends.ts';
import { bufferAnswer, TOO_LARGE } from './buffer-answer.ts';
import { logRequest } from './log-request.ts';
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

/** Every wait of the router ends before the invocation does, so middy need not watch it as well. */
const OWN_DEADLINE = { timeoutEarlyInMillis: 0 };

const serving = (stream: boolean) =>
  middy((event: APIGatewayProxyEvent, context: Context): Promise<Answer> => {
    const startedAt = Date.now();
    const available = context.getRemainingTimeInMillis();
    return serve(router, { request: proxyRequest(event), stream, startedAt, available });
  }, OWN_DEADLINE).onError((request) => {
    const reason = request.error instanceof Error ? request.error.stack : String(request.error);
    request.response = problemAnswer({ status: 500, detail: 'the gateway failed' }, { ...(reason && { reason }) });
  });

const serveBuffered = serving(false);
const serveStreaming = serving(true);

export const handler = async (event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> => {
  const started = performance.now();
  const answer = await bufferAnswer(await serveBuffered(event, context));
  const result = proxyResult(answer);
  const [sent, sentResult] = isTooLarge(result) ? tooLarge(answer) : [answer, result];
  logRequest(event, sent, performance.now() - started);
  return sentResult;
};

function tooLarge({ record }: Answer): [Answer, APIGatewayProxyResult] {
  const answer = problemAnswer(TOO_LARGE, { ...record, reason: 'too large' });
  return [answer, proxyResult(answer)];
}

export const streamHandler = lambdaStreaming && streaming(lambdaStreaming);

function streaming(lambda: LambdaStreaming) {
  return lambda.streamifyResponse(async (event: APIGatewayProxyEvent, stream, context) => {
    const started = performance.now();
    const answer = await serveStreaming(event, context);
    const broken = await streamResponse(lambda, stream, answer);
    const record = { ...answer.record, ...(broken && { reason: broken.message }) };
    logRequest(event, { ...answer, record }, performance.now() - started);
    if (broken) throw broken;
  });
}
