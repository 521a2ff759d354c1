import type { ClientCertificate } from './client-certificate.ts';
import { type GatewayAddress, gatewayAddress } from './gateway-address.ts';
import type { ServerRequest } from './http-server.ts';
import { newExtendedRequestId, newRequestId } from './request-ids.ts';
import type { ServedApis } from './served-assembly.ts';
import { MAX_BODY } from './steps/check-limits.ts';
import { decompressRequest } from './steps/decompress-request.ts';
import { effectiveMethod } from './steps/effective-method.ts';
import type { AccessRecord, Answer, Arrival, Stage } from './steps/exchange.ts';
import { gatewayResponse } from './steps/gateway-response.ts';
import type { GatewayTools } from './steps/gateway-tools.ts';
import { readHeader } from './steps/read-header.ts';
import { serveRequest } from './steps/serve-request.ts';
import { requestTraceId } from './steps/trace-id.ts';

export interface RequestTools extends GatewayTools {
  readonly controlPlane: (request: ServerRequest) => Answer;
  /** For programs that know this port alone. */
  readonly dynamoDb: (request: ServerRequest) => Promise<Answer>;
  readonly secretsManager: (request: ServerRequest) => Promise<Answer>;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** What every client is taken to have shown, as API Gateway passes it on from a domain with mutual TLS. */
  readonly clientCertificate: ClientCertificate | undefined;
  /** The port that clients reach. */
  readonly port: () => number;
}

/** Leads a request to the control plane, or to a stage and through its steps. */
export async function handleRequest(request: ServerRequest, served: ServedApis, tools: RequestTools): Promise<Answer> {
  const question = request.url.indexOf('?');
  const path = question === -1 ? request.url : request.url.slice(0, question);
  const authorization = readHeader(request.rawHeaders, 'authorization');
  const address = gatewayAddress(path, request.host, authorization, served.findDomain);
  if (address.kind === 'control-plane') return tools.controlPlane(request);
  if (address.kind === 'dynamodb') return tools.dynamoDb(request);
  if (address.kind === 'secrets-manager') return tools.secretsManager(request);
  if (address.kind === 'unmapped') return forbidden();
  const stage = withCanary(findStage(address, served), tools.random);
  if (stage === undefined) return forbidden();
  const query = question === -1 ? '' : request.url.slice(question + 1);
  const body = decompressRequest(request.rawHeaders, request.body, MAX_BODY);
  if (Buffer.isBuffer(body)) return serveRequest(arrive(request, stage, address, query, body, tools), tools);
  return gatewayResponse(body, arrive(request, stage, address, query, request.body, tools));
}

type StageAddress = Extract<GatewayAddress, { readonly stagePath: string }>;

/** A closed endpoint is no API to those who come by it; by a custom domain it is. */
function findStage(address: StageAddress, served: ServedApis): Stage | undefined {
  if (address.kind === 'first-stage') return served.first();
  const stage = served.apis.stages.get(`${address.apiId}/${address.stage}`);
  return address.kind === 'stage' && stage?.api.disableExecuteApiEndpoint === true ? undefined : stage;
}

/** So many of a hundred requests go to the stage's canary. */
function withCanary(stage: Stage | undefined, random: () => number): Stage | undefined {
  const canary = stage?.canary;
  return canary !== undefined && random() * 100 < canary.percent ? canary.stage : stage;
}

function arrive(
  request: ServerRequest,
  stage: Stage,
  address: StageAddress,
  query: string,
  body: Buffer,
  tools: RequestTools,
): Arrival {
  const now = tools.clock();
  const { rawHeaders, sourceIp } = request;
  const { stagePath } = address;
  return {
    request: {
      httpMethod: effectiveMethod(request.method, rawHeaders),
      host: address.kind === 'custom-domain' ? address.name : request.host,
      stagePath,
      basePath: basePath(address),
      query,
      rawHeaders: address.kind === 'custom-domain' && address.lowersNames ? lowerNames(rawHeaders) : rawHeaders,
      body,
      sourceIp,
      port: tools.port(),
      clientCertificate: tools.clientCertificate,
    },
    stage,
    path: normalPath(stagePath),
    requestId: newRequestId(),
    extendedRequestId: newExtendedRequestId(),
    log: stage.accessLog === undefined || tools.onAccess === undefined ? undefined : firstRecord(address),
    traceId: requestTraceId(readHeader(rawHeaders, 'x-amzn-trace-id'), now, tools.hex),
    now,
  };
}

function basePath(address: StageAddress): string | undefined {
  if (address.kind === 'stage') return undefined;
  return address.kind === 'custom-domain' ? address.basePath : '';
}

/** What only the address can tell the access log. */
function firstRecord(address: StageAddress): AccessRecord {
  return address.kind === 'custom-domain' ? { 'customDomain.basePathMatched': address.matched } : {};
}

function lowerNames(rawHeaders: readonly string[]): readonly string[] {
  return rawHeaders.map((text, i) => (i % 2 === 0 ? text.toLowerCase() : text));
}

/** Slashes after the stage are collapsed to one (recorded); those further on stay. */
function normalPath(stagePath: string): string {
  return stagePath.startsWith('/') && stagePath[1] !== '/' ? stagePath : `/${stagePath.replace(/^\/+/, '')}`;
}

/** No such API, stage or mapping, told by the front of API Gateway. */
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
