/**
 * API Gateway's own answers as problem details (RFC 9457), like the router's. A type customised here takes nothing from
 * DEFAULT_4XX and DEFAULT_5XX, so each carries all fields. Templates are plain substitution, not Velocity;
 * `$context.error.messageString` comes quoted.
 */
import type { CorsPolicy } from '../../../lambdas/core/router-config.ts';
import type { ApiModel } from '../api-model.ts';
import { challenges } from '../security/challenges.ts';

interface GatewayResponse {
  /** Absent: each of the types that fall under it keeps its own. */
  readonly status?: number;
  readonly title: string;
  /** JSON. */
  readonly detail: string;
  /** More members, as JSON texts. */
  readonly members?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

const RESPONSES: Readonly<Record<string, GatewayResponse>> = {
  UNAUTHORIZED: {
    status: 401,
    title: 'Unauthorized',
    detail: '"this operation needs valid credentials"',
  },
  // The authorizer's words are from closed lists (`refusalContext`), so they are safe between quotes; empty where it says none.
  ACCESS_DENIED: {
    status: 403,
    title: 'Forbidden',
    detail: '"the credentials do not allow this operation"',
    members: { reason: '"$context.authorizer.reason"', scope: '"$context.authorizer.scope"' },
  },
  INVALID_API_KEY: {
    status: 403,
    title: 'Forbidden',
    detail: '"this operation needs a valid API key in the header x-api-key"',
  },
  // Its other cause, a request without the signature that IAM wants, arises only where a method asks for one.
  MISSING_AUTHENTICATION_TOKEN: { status: 404, title: 'Not Found', detail: '"no operation has this method and path"' },
  THROTTLED: {
    status: 429,
    title: 'Too Many Requests',
    detail: '"the rate limit is reached, try again in a second"',
    headers: { 'Retry-After': '1' },
  },
  QUOTA_EXCEEDED: { status: 429, title: 'Too Many Requests', detail: '"the quota of this API key is used up"' },
  BAD_REQUEST_PARAMETERS: { status: 400, title: 'Bad Request', detail: '$context.error.messageString' },
  BAD_REQUEST_BODY: { status: 400, title: 'Bad Request', detail: '$context.error.messageString' },
  INTEGRATION_TIMEOUT: { status: 504, title: 'Gateway Timeout', detail: '"the operation took too long"' },
  DEFAULT_4XX: { title: 'Request Refused', detail: '$context.error.messageString' },
  // Not the message: it is null for some types, and tells of the inside for others.
  DEFAULT_5XX: { title: 'Gateway Error', detail: '"the gateway could not answer this request"' },
};

const ALWAYS = { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' };

const UNSIGNED: GatewayResponse = {
  status: 403,
  title: 'Forbidden',
  detail: '"no operation has this method and path, or it needs a signature of AWS credentials (SigV4)"',
};

export function gatewayResponses(model: ApiModel): Readonly<Record<string, object>> {
  const { operations } = model;
  const responses: typeof RESPONSES = {
    ...RESPONSES,
    ...(operations.some(({ security }) => security.native?.kind === 'iam') && {
      MISSING_AUTHENTICATION_TOKEN: UNSIGNED,
    }),
  };
  const own: Readonly<Record<string, GatewayResponse['headers']>> = {
    UNAUTHORIZED: { 'WWW-Authenticate': challenges(model) },
  };
  const cors = corsHeaders(operations.flatMap(({ cors }) => (cors === undefined ? [] : [cors])));
  return Object.fromEntries(
    Object.entries(responses).map(([type, { headers, ...response }]) => [
      type,
      {
        ...(response.status !== undefined && { statusCode: String(response.status) }),
        responseParameters: literalHeaders({ ...ALWAYS, ...headers, ...own[type], ...cors }),
        // The template that is taken whatever a request accepts (measured: ministack's pull request 1756).
        responseTemplates: { 'application/json': problem(response) },
      },
    ]),
  );
}

function problem({ status, title, detail, members = {} }: Omit<GatewayResponse, 'headers'>): string {
  const known = JSON.stringify({ type: 'about:blank', title, status });
  const more = Object.entries({ detail, ...members }).map(([name, json]) => `"${name}":${json}`);
  return `${known.slice(0, -1)},${more.join(',')}}`;
}

const literalHeaders = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [`gatewayresponse.header.${name}`, `'${value}'`]));

/** One answer serves all operations and cannot look at the request's origin: only what all policies agree on goes in. */
function corsHeaders(policies: readonly CorsPolicy[]): Readonly<Record<string, string>> {
  const [first] = policies;
  if (first === undefined || new Set(policies.map(lettingIn)).size > 1) return {};
  const [origin, ...others] = first.origins === '*' ? ['*'] : first.origins;
  if (origin === undefined || others.length > 0) return {};
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Expose-Headers': 'Retry-After, WWW-Authenticate',
    ...(first.credentials && { 'Access-Control-Allow-Credentials': 'true' }),
  };
}

const lettingIn = ({ origins, credentials }: CorsPolicy): string => JSON.stringify([origins, credentials]);
