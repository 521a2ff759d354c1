import type { AuthorizerRecord } from '../api-record.ts';
import { lambdaUri } from '../lambda-uri.ts';
import type { Authorizer, ElsewhereAuthorizer, ValueSource } from '../rest-api.ts';
import type { DeployContext } from './deploy-context.ts';
import { valueSource } from './value-source.ts';

/** Seconds, where `authorizerResultTtlInSeconds` is absent. */
const DEFAULT_TTL = 300;

/** A Lambda authorizer; problems make it `undefined`. */
export function deployAuthorizer(
  context: DeployContext,
  record: AuthorizerRecord,
): Authorizer | ElsewhereAuthorizer | undefined {
  const { name, type: kind, authorizerUri = '' } = record;
  const place = `authorizer "${name}"`;
  if (kind !== 'TOKEN' && kind !== 'REQUEST') {
    context.problems.unsupported(place, `an authorizer of type ${JSON.stringify(kind.toLowerCase())}`);
    return undefined;
  }
  const functionArn = lambdaUri(context.expand(authorizerUri))?.functionArn;
  if (functionArn === undefined) {
    context.problems.invalid(place, `authorizerUri names no Lambda function: ${JSON.stringify(authorizerUri)}`);
    return undefined;
  }
  const problem = context.cannotRun(functionArn);
  if (problem !== undefined) {
    context.problems.elsewhere(`what ${place} guards`, problem);
    const identitySources = readIdentitySources(context, place, record);
    return { kind: 'elsewhere', scheme: 'function', identitySources, reason: problem };
  }
  const ttl = record.authorizerResultTtlInSeconds ?? DEFAULT_TTL;
  const identitySources = readIdentitySources(context, place, record);
  if (kind === 'REQUEST' && ttl > 0 && identitySources.length === 0) {
    context.problems.invalid(
      place,
      'caching needs an identity source: add identitySource or set authorizerResultTtlInSeconds to 0',
    );
  }
  const identityValidation = readValidation(context, place, record);
  return { name, kind, functionArn, identitySources, ttl: ttl * 1000, identityValidation };
}

function readIdentitySources(
  context: DeployContext,
  place: string,
  { identitySource = '' }: AuthorizerRecord,
): ValueSource[] {
  const expressions = identitySource.split(',').map((expression) => expression.trim());
  return expressions.filter(Boolean).flatMap((expression) => {
    const source = valueSource(expression);
    if (source !== undefined && ['header', 'querystring', 'stage-variable', 'context'].includes(source.kind))
      return [source];
    context.problems.invalid(
      place,
      `identity source ${JSON.stringify(expression)} is not a header, query string, stage variable or context value`,
    );
    return [];
  });
}

function readValidation(context: DeployContext, place: string, record: AuthorizerRecord): RegExp | undefined {
  const expression = record.identityValidationExpression ?? '';
  if (expression === '' || record.type !== 'TOKEN') return undefined;
  try {
    return new RegExp(`^(?:${expression})$`);
  } catch {
    const what = `identityValidationExpression ${JSON.stringify(expression)}, no JavaScript regular expression,`;
    context.problems.unsupported(place, what);
    return undefined;
  }
}
