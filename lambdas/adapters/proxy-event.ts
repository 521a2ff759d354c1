import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { AuthorizerWord } from '../core/authorization/check-word.ts';
import type { Caller } from '../core/caching/caller.ts';
import { fieldValues } from '../core/fields/field-values.ts';
import type { HeaderField, RequestMessage } from '../core/messages.ts';
import type { ClientHop } from '../core/proxy/request-fields.ts';
import { withoutUndoneCoding } from '../core/proxy/without-undone-coding.ts';
import { effectivePath } from '../core/routing/effective-path.ts';

export interface ProxyRequest {
  readonly message: RequestMessage;
  /** As API Gateway matched the path. */
  readonly resource: string;
  readonly hop: ClientHop;
  /** What the client's path has before `message.path`: a stage, or the base path of a custom domain. */
  readonly basePath: string;
  /** What was said of it before it came here. */
  readonly word: AuthorizerWord;
  /** What the content must match, by a signature that the authorizer has verified (`Identity.contentDigest`). */
  readonly contentDigest: string | undefined;
  /** Who asks, by the authorizer's and API Gateway's word; absent where nobody asked that. */
  readonly caller: Caller | undefined;
}

/** API Gateway's event (payload version 1.0) as a message. */
export function proxyRequest(event: APIGatewayProxyEvent): ProxyRequest {
  const { requestContext } = event;
  const body = event.body ? Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8') : undefined;
  const headers = withoutUndoneCoding(headerFields(event), body);
  const path = effectivePath(event.resource, event.pathParameters);
  const { path: whole } = requestContext;
  const sent = whole.endsWith('/') ? whole.replace(/\/+$/, '') : whole;
  return {
    message: {
      method: event.httpMethod,
      path,
      query: query(event),
      headers,
      body,
    },
    resource: event.resource,
    basePath: sent.endsWith(path) ? sent.slice(0, -path.length) : '',
    hop: {
      address: requestContext.identity.sourceIp,
      protocol: protocol(headers),
      host: host(headers, requestContext.domainName ?? ''),
    },
    word: {
      operation: authorizerText(event, 'operation'),
      operations: authorizerText(event, 'operations'),
      expires: authorizerText(event, 'expires'),
      checkedBy: checkedBy(event),
    },
    contentDigest: authorizerText(event, 'contentDigest'),
    caller: caller(event),
  };
}

function authorizerText({ requestContext }: APIGatewayProxyEvent, name: string): string | undefined {
  const value: unknown = requestContext.authorizer?.[name];
  return typeof value === 'string' ? value : undefined;
}

/** API Gateway itself: who signed the request (SigV4), or claims of a user pool's token. */
function checkedBy({ requestContext }: APIGatewayProxyEvent): AuthorizerWord['checkedBy'] {
  if (requestContext.identity.userArn) return 'iam';
  return cognitoClaims(requestContext) ? 'cognito' : undefined;
}

function cognitoClaims({ authorizer }: APIGatewayProxyEvent['requestContext']): Caller['claims'] | undefined {
  const claims: unknown = authorizer?.claims;
  return typeof claims === 'object' && claims !== null ? { ...claims } : undefined;
}

function caller(event: APIGatewayProxyEvent): Caller | undefined {
  const { identity } = event.requestContext;
  const claims = cognitoClaims(event.requestContext) ?? readClaims(authorizerText(event, 'claims'));
  const subject = authorizerText(event, 'subject') ?? (identity.userArn || textOf(claims.sub));
  const apiKeyId = identity.apiKeyId || undefined;
  if (subject === undefined && apiKeyId === undefined) return undefined;
  return {
    issuer: authorizerText(event, 'issuer') ?? (identity.userArn ? 'iam' : (textOf(claims.iss) ?? '')),
    subject: subject ?? '',
    apiKeyId: apiKeyId ?? '',
    scopes: authorizerText(event, 'scopes'),
    consumer: authorizerText(event, 'consumer'),
    plan: authorizerText(event, 'plan'),
    claims,
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** As the authorizer wrote them: those that a cache's key needs. */
function readClaims(json: string | undefined): Caller['claims'] {
  if (json === undefined) return {};
  try {
    return JSON.parse(json) as Caller['claims'];
  } catch {
    return {};
  }
}

function headerFields({ multiValueHeaders }: APIGatewayProxyEvent): readonly HeaderField[] {
  const fields: HeaderField[] = [];
  for (const [name, values] of Object.entries(multiValueHeaders ?? {})) {
    for (const value of values ?? []) fields.push([name, value]);
  }
  return fields;
}

/** The event holds decoded names and values (`+` as space), in order of names: encoded again, they mean the same. */
function query({ multiValueQueryStringParameters }: APIGatewayProxyEvent): string {
  let text = '';
  for (const [name, values] of Object.entries(multiValueQueryStringParameters ?? {})) {
    for (const value of values ?? []) text += `${text === '' ? '' : '&'}${encode(name)}=${encode(value)}`;
  }
  return text;
}

const encode = (text: string): string => encodeURIComponent(text.toWellFormed());

/** The name by which API Gateway found the API, with the port that only the client's field has. */
function host(headers: readonly HeaderField[], domainName: string): string {
  const field = fieldValues(headers, 'host')[0] ?? '';
  if (field === domainName) return domainName;
  return /^:\d+$/.test(field.slice(domainName.length)) && field.startsWith(domainName) ? field : domainName;
}

/** The context does not say. API Gateway sets this field itself, and where a client sent one too, ours is the last. */
function protocol(headers: readonly HeaderField[]): 'http' | 'https' {
  const last = fieldValues(headers, 'x-forwarded-proto').at(-1);
  return last === 'http' ? 'http' : 'https';
}
