/** EDGE: services that functions call while they run, which every AWS SDK finds by their endpoints: Lambda's `Invoke`, API Gateway. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { ServerRequest } from '../http-server.ts';
import type { Answer } from '../steps/exchange.ts';
import type { FunctionPool } from './function-pool.ts';

export interface LambdaServiceOptions {
  /** Those that are served now. */
  readonly functions: () => FunctionPool;
  /** API Gateway's control plane: the gateway's own port is not known yet when functions are given their variables. */
  readonly controlPlane: (request: ServerRequest) => Answer;
  readonly onError: (error: unknown) => void;
}

export interface LambdaService {
  /** For `AWS_ENDPOINT_URL_LAMBDA` and `AWS_ENDPOINT_URL_API_GATEWAY`. */
  readonly endpoint: string;
  readonly close: () => Promise<void>;
}

const PATH = /^\/2015-03-31\/functions\/([^/?]+)\/invocations(?:\?|$)/;

const WEB_PAGE = ['origin', 'sec-fetch-site'];

export async function startLambdaService({
  functions,
  controlPlane,
  onError,
}: LambdaServiceOptions): Promise<LambdaService> {
  const server = createServer((request, response) => {
    const isForGateway = request.headers.authorization?.includes('/apigateway/aws4_request');
    const answered = isForGateway ? control(request, response, controlPlane) : answer(request, response, functions);
    answered.catch(onError);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  // A TCP server's address is never a string.
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { endpoint: `http://127.0.0.1:${port}`, close };
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
  if (WEB_PAGE.some((field) => request.headers[field] !== undefined))
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
  const error = outcome.kind === 'failed' ? outcome : { errorType: 'Sandbox.Timedout', errorMessage: 'timed out' };
  response.writeHead(200, { 'x-amz-function-error': 'Unhandled' }).end(JSON.stringify(error));
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
