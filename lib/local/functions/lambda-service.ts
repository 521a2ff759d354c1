/** EDGE: services that functions call while they run, which every AWS SDK finds by their endpoints: Lambda's `Invoke`, API Gateway. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { ServerRequest } from '../http-server.ts';
import { isFromProgram } from '../is-from-program.ts';
import { type LoopbackService, serveOnLoopback } from '../serve-on-loopback.ts';
import type { Answer } from '../steps/exchange.ts';
import type { FunctionPool } from './function-pool.ts';

export interface LambdaServiceOptions {
  /** Those that are served now. */
  readonly functions: () => FunctionPool;
  /** API Gateway's control plane: the gateway's own port is not known yet when functions are given their variables. */
  readonly controlPlane: (request: ServerRequest) => Answer;
  readonly onError: (error: unknown) => void;
}

const PATH = /^\/2015-03-31\/functions\/([^/?]+)\/invocations(?:\?|$)/;

/** For `AWS_ENDPOINT_URL_LAMBDA` and `AWS_ENDPOINT_URL_API_GATEWAY`. */
export function startLambdaService({
  functions,
  controlPlane,
  onError,
}: LambdaServiceOptions): Promise<LoopbackService> {
  return serveOnLoopback((request, response) => {
    const isForGateway = request.headers.authorization?.includes('/apigateway/aws4_request');
    const answered = isForGateway ? control(request, response, controlPlane) : answer(request, response, functions);
    answered.catch(onError);
  });
}

async function control(
  request: IncomingMessage,
  response: ServerResponse,
  controlPlane: LambdaServiceOptions['controlPlane'],
): Promise<void> {
  const { method = 'GET', url = '/', rawHeaders, headers, socket } = request;
  const { host = '' } = headers;
  const body = await buffer(request);
  const answered = controlPlane({ method, url, rawHeaders, host, body, sourceIp: socket.remoteAddress ?? '' });
  response.writeHead(answered.status, answered.headers);
  // Its answers are texts.
  response.end(String(answered.body));
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  functions: () => FunctionPool,
): Promise<void> {
  const body = await buffer(request);
  // No web page of this machine's browser calls functions.
  if (!isFromProgram({ host: request.headers.host ?? '', rawHeaders: request.rawHeaders }))
    return refuse(response, 403, 'AccessDeniedException');
  const [, name] = PATH.exec(request.url ?? '') ?? [];
  if (request.method !== 'POST' || name === undefined) return refuse(response, 404, 'UnknownOperationException');
  const pool = functions();
  const arn = pool.find(decodeURIComponent(name));
  if (arn === undefined) return refuse(response, 404, 'ResourceNotFoundException');
  const event = parse(body);
  if (event === undefined) return refuse(response, 400, 'InvalidRequestContentException');
  if (request.headers['x-amz-invocation-type'] === 'Event') {
    // As in Lambda's queue: nobody waits for it, and what it writes goes to its log.
    response.writeHead(202).end();
    await pool.invoke(arn, event.value);
    return;
  }
  const outcome = await pool.invoke(arn, event.value);
  if (outcome.kind === 'returned') {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(outcome.payload ?? null));
    return;
  }
  response.writeHead(200, { 'x-amz-function-error': 'Unhandled' }).end(JSON.stringify(outcome));
}

function parse(body: Buffer): { readonly value: unknown } | undefined {
  try {
    return { value: body.byteLength === 0 ? {} : JSON.parse(body.toString()) };
  } catch {
    return undefined;
  }
}

function refuse(response: ServerResponse, status: number, type: string): void {
  response.writeHead(status, { 'x-amzn-errortype': type }).end(JSON.stringify({ message: type }));
}
