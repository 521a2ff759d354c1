import type { IntegrationRecord, MethodRecord } from '../api-record.ts';
import { lambdaUri } from '../lambda-uri.ts';
import type { HttpEndpoint, Integration, ParameterMapping } from '../rest-api.ts';
import type { DeployContext } from './deploy-context.ts';
import { deployMapped } from './deploy-mapped.ts';
import { valueSource } from './value-source.ts';

/** Mapping targets with which every call of a Lambda integration fails, though a proxy ignores its mappings (recorded). */
const ILLEGAL_HEADERS = new Set(
  'content-length transfer-encoding authorization connection expect proxy-authenticate te'
    .split(' ')
    .map((name) => `integration.request.header.${name}`),
);
const TARGET = /^integration\.request\.(header|path|querystring)\.(.+)$/;

/** The integration of a method; problems make it `undefined`. */
export function deployIntegration(
  context: DeployContext,
  place: string,
  { methodIntegration: record }: MethodRecord,
): Integration | undefined {
  if (record === undefined) {
    context.problems.invalid(place, 'No integration defined for method');
    return undefined;
  }
  if (record.connectionType === 'VPC_LINK') return elsewhere(context, place, 'its integration goes over a VPC link');
  switch (record.type) {
    case 'AWS_PROXY':
    case 'AWS':
      return deployLambda(context, place, record);
    case 'HTTP_PROXY':
    case 'HTTP':
      return deployHttp(context, place, record);
    case 'MOCK':
      return { kind: 'mock', ...deployMapped(context, place, record) };
    default:
      return record.type satisfies never;
  }
}

function deployLambda(context: DeployContext, place: string, record: IntegrationRecord): Integration | undefined {
  const lambda = lambdaUri(context.expand(record.uri ?? ''));
  if (lambda === undefined) {
    const uri = JSON.stringify(record.uri);
    return elsewhere(context, place, `its integration is of a service that does not run here, ${uri}`);
  }
  const { functionArn } = lambda;
  if (functionArn.endsWith(':')) return misconfigured(`the stage does not set all variables of ${record.uri}`);
  const problem = context.cannotRun(functionArn);
  if (problem !== undefined) return elsewhere(context, place, problem);
  const streaming = record.responseTransferMode === 'STREAM';
  if (streaming !== lambda.streaming) {
    const message = 'responseTransferMode STREAM and a response-streaming-invocations uri need each other';
    context.problems.invalid(place, message);
  }
  if (record.httpMethod !== 'POST')
    return misconfigured('a Lambda function is invoked by POST, set httpMethod of the integration to POST');
  const illegal = Object.keys(record.requestParameters ?? {}).find((key) => ILLEGAL_HEADERS.has(key.toLowerCase()));
  if (illegal !== undefined) return misconfigured(`${illegal} cannot be mapped, remove it from requestParameters`);
  const timeout = record.timeoutInMillis;
  if (record.type === 'AWS_PROXY')
    return { kind: streaming ? 'lambda-streaming' : 'lambda-proxy', functionArn, timeout };
  const requestParameters = deployMappings(record);
  return { kind: 'lambda', functionArn, timeout, requestParameters, ...deployMapped(context, place, record) };
}

function deployHttp(context: DeployContext, place: string, record: IntegrationRecord): Integration {
  const uri = context.expand(record.uri ?? '');
  const url = URL.parse(uri.replace(/\{[^}]*\}/g, 'x'));
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    return misconfigured(`invalid HTTP endpoint ${JSON.stringify(uri)}`);
  const endpoint: HttpEndpoint = {
    httpMethod: record.httpMethod ?? 'ANY',
    uri,
    requestParameters: deployMappings(record),
    insecure: record.tlsConfig?.insecureSkipVerification === true,
    timeout: record.timeoutInMillis,
  };
  return record.type === 'HTTP_PROXY'
    ? { kind: 'http-proxy', ...endpoint, streaming: record.responseTransferMode === 'STREAM' }
    : { kind: 'http', ...endpoint, ...deployMapped(context, place, record) };
}

function deployMappings({ requestParameters = {} }: IntegrationRecord): ParameterMapping[] {
  return Object.entries(requestParameters).flatMap(([target, expression]) => {
    const [, to, name] = TARGET.exec(target) ?? [];
    const from = valueSource(expression);
    // Any other was refused when the integration was made.
    return name === undefined || from === undefined ? [] : [{ to: to as ParameterMapping['to'], name, from }]; // the expression has matched one of the three
  });
}

function elsewhere({ problems }: DeployContext, place: string, reason: string): Integration {
  problems.elsewhere(place, reason);
  return { kind: 'elsewhere', reason };
}

function misconfigured(reason: string): Integration {
  return { kind: 'misconfigured', reason };
}
