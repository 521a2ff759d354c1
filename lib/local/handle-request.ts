import { type GatewayAddress, gatewayAddress } from './gateway-address.ts';
import type { ServerRequest } from './http-server.ts';
import { newExtendedRequestId, newRequestId } from './request-ids.ts';
import type { ServedApis } from './served-assembly.ts';
import { MAX_BODY } from './steps/check-limits.ts';
import { decompressRequest } from './steps/decompress-request.ts';
import { effectiveMethod } from './steps/effective-method.ts';
import type { Answer, Arrival, Stage } from './steps/exchange.ts';
import { gatewayResponse } from './steps/gateway-response.ts';
import type { GatewayTools } from './steps/gateway-tools.ts';
import { readHeader } from './steps/read-header.ts';
import { serveRequest } from './steps/serve-request.ts';
import { requestTraceId } from './steps/trace-id.ts';

export interface RequestTools extends GatewayTools {
  readonly controlPlane: (request: ServerRequest) => Answer;
  /** For programs that know this port alone. */
  readonly dynamoDb: (request: ServerRequest) => Promise<Answer>;
  /** The port that clients reach. */
  readonly port: () => number;
}

/** Leads a request to the control plane, or to a stage and through its steps. */
export async function handleRequest(request: ServerRequest, served: ServedApis, tools: RequestTools): Promise<Answer> {
  const question = request.url.indexOf('?');
  const path = question === -1 ? request.url : request.url.slice(0, question);
  const address = gatewayAddress(path, request.host, readHeader(request.rawHeaders, 'authorization'));
  if (address.kind === 'control-plane') return tools.controlPlane(request);
  if (address.kind === 'dynamodb') return tools.dynamoDb(request);
  const stage = address.kind === 'first-stage' ? served.first : served.stages.get(`${address.apiId}/${address.stage}`);
  if (stage === undefined) return forbidden();
  const query = question === -1 ? '' : request.url.slice(question + 1);
  const body = decompressRequest(request.rawHeaders, request.body, MAX_BODY);
  if (Buffer.isBuffer(body)) return serveRequest(arrive(request, stage, address, query, body, tools), tools);
  return gatewayResponse(body, arrive(request, stage, address, query, request.body, tools));
}

function arrive(
  request: ServerRequest,
  stage: Stage,
  { kind, stagePath }: Extract<GatewayAddress, { readonly stagePath: string }>,
  query: string,
  body: Buffer,
  tools: RequestTools,
): Arrival {
  const now = tools.clock();
  const { rawHeaders, sourceIp, host } = request;
  return {
    request: {
      httpMethod: effectiveMethod(request.method, rawHeaders),
      host,
      stagePath,
      customDomain: kind === 'first-stage',
      query,
      rawHeaders,
      body,
      sourceIp,
      port: tools.port(),
    },
    stage,
    path: normalPath(stagePath),
    requestId: newRequestId(),
    extendedRequestId: newExtendedRequestId(),
    traceId: requestTraceId(readHeader(rawHeaders, 'x-amzn-trace-id'), now, tools.hex),
    now,
  };
}

/** Slashes after the stage are collapsed to one (recorded); those further on stay. */
function normalPath(stagePath: string): string {
  return stagePath.startsWith('/') && stagePath[1] !== '/' ? stagePath : `/${stagePath.replace(/^\/+/, '')}`;
}

/** No such API or stage, told by the front of API Gateway. */
function forbidden(): Answer {
  return {
    kind: 'answer',
    status: 403,
    headers: [
      'Content-Type',
      'application/json',
      'x-amzn-RequestId',
      newRequestId(),
      'x-amz-apigw-id',
      newExtendedRequestId(),
      'x-amzn-ErrorType',
      'ForbiddenException',
    ],
    body: '{"message":"Forbidden"}',
  };
}
