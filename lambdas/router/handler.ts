import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { readConfig } from '../adapters/config-file.ts';
import { DEADLINE } from '../adapters/http-exchange.ts';
import { type LambdaStreaming, lambdaStreaming } from '../adapters/lambda-streaming.ts';
import { proxyRequest } from '../adapters/proxy-event.ts';
import { isTooLarge, proxyResult } from '../adapters/proxy-result.ts';
import { isReachedByUrl } from '../core/outbound-config.ts';
import type { RouterConfig } from '../core/router-config.ts';
import { compileRoutes } from '../core/routing/compile-routes.ts';
import { operationNames } from '../core/telemetry/metrics.ts';
import { outcomeFlag } from '../core/telemetry/outcome-flag.ts';
import { type Answer, type AnswerRecord, problemAnswer } from './answer.ts';
import { connectBackends } from './backends.ts';
import type { Drop } from './caching/drop.ts';
import { type DropEvent, isDropEvent } from './caching/drop-event.ts';
import { isOverdue, isRefresh, refreshEvent } from './caching/refresh-event.ts';
import { TOO_LARGE } from './finish.ts';
import { type Log, logRequest } from './log-request.ts';
import { type Router, serve } from './serve.ts';
import { whenNeeded } from './when-needed.ts';

const config = readConfig<RouterConfig>('router-config.json');

const table = process.env.CACHE_TABLE;
const stateTable = process.env.STATE_TABLE;
const backends = connectBackends(config, Math.random);
const all = Object.values(config.backends);
const chooses = all.some(({ targets, sources }) => targets.length > 1 || sources !== undefined);
const reachedByUrl = all.every(isReachedByUrl);
const caches = config.operations.some(({ handling }) => handling.kind === 'proxy' && handling.cache !== undefined);

/** Loaded while Lambda still initializes the function. */
async function caching(table: string) {
  const { openCaching } = await import('./caching/open-caching.ts');
  return openCaching(process.env, table);
}

/** The same where a backend takes more to reach than URLs. */
async function reaching() {
  const { openReach } = await import('./reach.ts');
  return openReach(process.env, { backends, random: Math.random });
}

async function sharing(table: string) {
  const { openFleet } = await import('./fleet.ts');
  return openFleet(process.env, table, backends);
}

async function validation() {
  const { createValidation } = await import('./validation.ts');
  return createValidation();
}

async function limiting(table: string) {
  const { openLimiting } = await import('./limiting.ts');
  return openLimiting(process.env, table, Math.random);
}

const invokeAgain = whenNeeded(async () => {
  const { invokeSelf } = await import('../adapters/invoke-self.ts');
  return invokeSelf(process.env);
});

const router: Router = {
  routes: compileRoutes(config.operations),
  backends,
  fleet: stateTable && chooses ? whenNeeded(() => sharing(stateTable)) : undefined,
  reach: reachedByUrl ? undefined : reaching(),
  caching: table && caches ? caching(table) : undefined,
  validation: whenNeeded(validation),
  limiting: stateTable ? whenNeeded(() => limiting(stateTable)) : undefined,
  authorizer: config.authorizer,
  hiddenQuery: config.hiddenQuery ?? [],
  hiddenCookies: config.hiddenCookies ?? [],
};

const log: Log = {
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'router',
  operations: operationNames(config.operations),
};

const arrival = (event: APIGatewayProxyEvent, context: Context) => ({
  request: proxyRequest(event),
  startedAt: Date.now(),
  available: context.getRemainingTimeInMillis(),
  refreshLater: () => queue(refreshEvent(event, Date.now())),
  refreshing: isRefresh(event),
  dropLater: (drops: readonly Drop[]) => queue({ drops } satisfies DropEvent),
});

/** For this very function, when it has answered; resolves to whether that is done. */
async function queue(event: object): Promise<boolean> {
  const invoke = await invokeAgain();
  return (await invoke?.(event)) ?? false;
}

/** Only bugs throw. */
function failure(error: unknown): Answer<Uint8Array> {
  const reason = (error instanceof Error ? error.stack : undefined) ?? String(error);
  return problemAnswer({ status: 500, detail: 'the gateway failed' }, { reason });
}

export const handler = async (event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> => {
  const started = performance.now();
  if (isRefresh(event) && isOverdue(event, Date.now())) return NOTHING;
  if (isDropEvent(event)) {
    await (await router.caching)?.dropAgain(event);
    return NOTHING;
  }
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

/** Nobody reads it. */
const NOTHING: APIGatewayProxyResult = { statusCode: 204, body: '' };

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

function brokenRecord(error: NodeJS.ErrnoException): AnswerRecord {
  const reason = error.code ?? error.message;
  return { reason, flags: error === DEADLINE ? 'UT' : outcomeFlag({ kind: 'failed', reason }) };
}

export const streamHandler = lambdaStreaming && streaming(lambdaStreaming);

function streaming(lambda: LambdaStreaming) {
  return lambda.streamifyResponse(async (event: APIGatewayProxyEvent, stream, context) => {
    const started = performance.now();
    const answer = await serveStreaming(event, context);
    // The function that buffers never needs it.
    const { streamResponse } = await import('../adapters/stream-response.ts');
    const broken = await streamResponse(lambda, stream, answer);
    const record = { ...answer.record, ...(broken && brokenRecord(broken)) };
    logRequest(log, { event, answer: { ...answer, record }, duration: performance.now() - started });
    if (broken) throw broken;
  });
}
