import type { IntegrationRecord, IntegrationResponseRecord, MethodRecord } from './api-record.ts';
import { valueSource } from './deploy/value-source.ts';
import { lambdaUri } from './lambda-uri.ts';

const STAGE_VARIABLE = /\$\{stageVariables\.[^}]+\}/g;
const INTEGRATION_ARN = /^arn:[\w-]+:apigateway:[\w-]*:[^:]+:/;
const MAPPED = /^method\.request\.(multivalue)?(header|path|querystring)\.(.+)$/;

/**
 * Why PutIntegration refuses an integration, in its words (recorded); `undefined`: it does not.
 * @param declared the method's parameters
 */
export function integrationProblem(
  integration: IntegrationRecord,
  declared: Readonly<Record<string, boolean>>,
): string | undefined {
  const { type, httpMethod, timeoutInMillis } = integration;
  if (type !== 'MOCK' && (httpMethod ?? '') === '') return 'Enumeration value for HttpMethod must be non-empty';
  const uri = (integration.uri ?? '').replace(STAGE_VARIABLE, 'x');
  const problem = type === 'MOCK' ? undefined : type.startsWith('HTTP') ? httpProblem(uri) : arnProblem(type, uri);
  if (problem !== undefined) return problem;
  if (timeoutInMillis < 50 || timeoutInMillis > longestTimeout(integration))
    return `Timeout should be between 50 ms and ${longestTimeout(integration)} ms`;
  return mappingProblem(integration, declared);
}

/** Milliseconds. A raised quota of a Regional API is taken for granted; streams have 15 minutes (developer guide). */
function longestTimeout({ responseTransferMode }: IntegrationRecord): number {
  return responseTransferMode === 'STREAM' ? 900_000 : 300_000;
}

function httpProblem(uri: string): string | undefined {
  const url = URL.parse(uri.replace(/\{[^}]*\}/g, 'x'));
  const isHttp = url?.protocol === 'http:' || url?.protocol === 'https:';
  return isHttp && allowedPort(url) ? undefined : 'Invalid HTTP endpoint specified for URI';
}

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** 80, 443 and from 1024 on (developer guide, HTTP integrations); what only this machine has may be anywhere. */
function allowedPort({ port, hostname }: URL): boolean {
  return port === '' || port === '80' || port === '443' || Number(port) >= 1024 || LOOPBACK.test(hostname);
}

function arnProblem(type: string, uri: string): string | undefined {
  if (!uri.startsWith('arn:')) return 'Invalid ARN specified in the request';
  if (!INTEGRATION_ARN.test(uri) || !/:(?:path|action)\//.test(uri))
    return 'AWS ARN for integration must contain path or action';
  if (type !== 'AWS_PROXY' || lambdaUri(uri) !== undefined || /:firehose:/.test(uri)) return undefined;
  return /:lambda:path\//.test(uri)
    ? 'Invalid function ARN or invalid uri'
    : "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.";
}

const TARGET = /^integration\.request\.(?:header|path|querystring)\..+$/;

/** A mapping is an expression and may name what the method declares, nothing else. */
function mappingProblem(
  { requestParameters = {} }: IntegrationRecord,
  declared: Readonly<Record<string, boolean>>,
): string | undefined {
  for (const [target, expression] of Object.entries(requestParameters)) {
    if (!TARGET.test(target)) return noExpression(target);
    if (valueSource(expression) === undefined) return noExpression(expression);
    const [, , place, name] = MAPPED.exec(expression) ?? [];
    if (place !== undefined && !(`method.request.${place}.${name}` in declared)) return undeclared(expression);
  }
  return undefined;
}

/** Why PutIntegrationResponse refuses a response, in its words (recorded): a header too is declared before it is mapped. */
export function responseProblem(
  { statusCode, responseParameters = {}, responseTemplates = {} }: IntegrationResponseRecord,
  methodResponses: MethodRecord['methodResponses'] = {},
): string | undefined {
  const declared = methodResponses[statusCode];
  if (declared === undefined) return 'Invalid Response status code specified';
  const untyped = Object.keys(responseTemplates).find((type) => !type.includes('/'));
  if (untyped !== undefined)
    return `Validation Result: warnings : [], errors : [Invalid content type specified: ${untyped}]`;
  const other = Object.keys(responseParameters).find((target) => !(target in (declared.responseParameters ?? {})));
  return other === undefined ? undefined : undeclared(other);
}

/** Of a mapping of what its method does not declare. */
export function undeclared(parameter: string): string {
  return invalidMapping(`Invalid mapping expression parameter specified: ${parameter}`);
}

/** Of a text that is no mapping expression, nor what one can set. */
export function noExpression(text: string): string {
  return invalidMapping(`Invalid mapping expression specified: ${text}`);
}

function invalidMapping(error: string): string {
  return `Invalid mapping expression specified: Validation Result: warnings : [], errors : [${error}]`;
}
