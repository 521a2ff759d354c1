import type { FunctionInvoker } from '../functions/function-pool.ts';
import type { Authorizer } from '../rest-api/rest-api.ts';
import type { AuthorizerCache } from './authorizer-cache.ts';
import { authorizerEvent } from './authorizer-event.ts';
import { conditionKeys } from './condition-keys.ts';
import { evaluatePolicy } from './evaluate-policy.ts';
import type { AuthorizerContext, Exchange, Refusal } from './exchange.ts';
import { noteNoPolicy } from './note-authorizer.ts';
import { type AuthorizerAnswer, readAuthorizerAnswer } from './read-authorizer-answer.ts';
import {
  AUTHORIZER_CONFIGURATION_ERROR,
  EXPLICIT_DENY,
  IMPLICIT_DENY,
  UNAUTHORIZED,
  URI_TOO_LONG,
} from './refusals.ts';
import { sourceValues } from './source-values.ts';

/** Bytes; longer ones are answered with 414 (developer guide, Lambda authorizers). */
const MAX_METHOD_ARN = 1600;

export interface Authorized {
  readonly kind: 'authorized';
  readonly context: AuthorizerContext;
  readonly usageIdentifierKey: string | undefined;
}

export interface AuthorizeTools {
  readonly functions: FunctionInvoker;
  readonly cache: AuthorizerCache;
  readonly clock: () => number;
  readonly onLog: (line: string) => void;
}

/**
 * Asks a Lambda authorizer, or its cache, whether the request may go on. The policy is evaluated for each request anew.
 * @param policyAllows whether the API's resource policy does, which is enough where the authorizer's is silent
 */
export async function authorize(
  authorizer: Authorizer,
  exchange: Exchange,
  tools: AuthorizeTools,
  policyAllows: boolean,
): Promise<Authorized | Refusal> {
  const identity = identityValues(authorizer, exchange);
  if (identity === undefined) return UNAUTHORIZED;
  const arn = methodArn(exchange);
  if (arn.length > MAX_METHOD_ARN) return URI_TOO_LONG;
  const cacheKey =
    authorizer.ttl > 0 ? `${cachePrefix(exchange)}${authorizer.name}/${JSON.stringify(identity)}` : undefined;
  const cached = cacheKey === undefined ? undefined : tools.cache.get(cacheKey, exchange.now);
  if (cached !== undefined) return judge(cached, exchange, arn, 0, policyAllows);
  const answer = await ask(authorizer, exchange, tools, arn, identity[0] ?? '');
  const now = tools.clock();
  if ('kind' in answer) {
    noteNoPolicy(exchange.log, answer, now - exchange.now);
    return answer;
  }
  if (cacheKey !== undefined) tools.cache.put(cacheKey, answer, now + authorizer.ttl, now);
  return judge(answer, exchange, arn, now - exchange.now, policyAllows);
}

/** What the cache's keys of a stage begin with. */
export function cachePrefix({ stage }: Pick<Exchange, 'stage'>): string {
  return `${stage.api.id}/${stage.name}/`;
}

/** `arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/VERB/path`, with the path of the request, not of the resource. */
export function methodArn({ stage, request, path }: Exchange): string {
  const { api } = stage;
  return `arn:aws:execute-api:${api.region}:${api.accountId}:${api.id}/${stage.name}/${request.httpMethod}${path}`;
}

/** One value per identity source; `undefined` when one is missing, empty or not as the expression wants it. */
function identityValues(authorizer: Authorizer, exchange: Exchange): readonly string[] | undefined {
  const values: string[] = [];
  for (const source of authorizer.identitySources) {
    const value = sourceValues(source, exchange)[0] ?? '';
    if (value.trim() === '' || authorizer.identityValidation?.test(value) === false) return undefined;
    values.push(value);
  }
  return values;
}

async function ask(
  authorizer: Authorizer,
  exchange: Exchange,
  tools: AuthorizeTools,
  arn: string,
  token: string,
): Promise<AuthorizerAnswer | Refusal> {
  const result = await tools.functions.invoke(
    authorizer.functionArn,
    authorizerEvent(authorizer, exchange, arn, token),
  );
  if (result.kind === 'returned') {
    const answer = readAuthorizerAnswer(result.payload);
    if (typeof answer !== 'string') return answer;
    tools.onLog(`authorizer "${authorizer.name}": bad answer: ${answer}`);
    return AUTHORIZER_CONFIGURATION_ERROR;
  }
  const { errorType, errorMessage } = result;
  if (errorMessage === 'Unauthorized') return UNAUTHORIZED;
  tools.onLog(`authorizer "${authorizer.name}" failed: ${errorType}: ${errorMessage}`);
  return AUTHORIZER_CONFIGURATION_ERROR;
}

function judge(
  answer: AuthorizerAnswer,
  exchange: Exchange,
  arn: string,
  integrationLatency: number,
  policyAllows: boolean,
): Authorized | Refusal {
  const decision = evaluatePolicy(answer.statements, arn, () => conditionKeys(exchange));
  const context = { ...answer.context, principalId: answer.principalId, integrationLatency };
  if (decision === 'explicit-deny') return { ...EXPLICIT_DENY, authorizer: context };
  if (decision === 'implicit-deny' && !policyAllows) return { ...IMPLICIT_DENY, authorizer: context };
  return {
    kind: 'authorized',
    context,
    usageIdentifierKey: answer.usageIdentifierKey,
  };
}
