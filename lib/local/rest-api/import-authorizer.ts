import { asObject, type JsonObject, numberOf, stringOf } from '../json-values.ts';
import type { ImportContext } from './import-context.ts';
import { lambdaUri, unqualifiedArn } from './lambda-uri.ts';
import type { Authorizer, ValueSource } from './rest-api.ts';
import { valueSource } from './value-source.ts';

/** Seconds, where `authorizerResultTtlInSeconds` is absent. */
const DEFAULT_TTL = 300;

/** Reads `x-amazon-apigateway-authorizer` of a security scheme; problems make it `undefined`. */
export function importAuthorizer(context: ImportContext, name: string, scheme: JsonObject): Authorizer | undefined {
  const place = `authorizer "${name}"`;
  const settings = asObject(scheme['x-amazon-apigateway-authorizer']) ?? {};
  const kind = stringOf(settings.type)?.toUpperCase();
  if (kind !== 'TOKEN' && kind !== 'REQUEST') {
    context.problems.unsupported(place, `an authorizer of type ${JSON.stringify(settings.type)}`);
    return undefined;
  }
  const functionArn = lambdaUri(context.expand(stringOf(settings.authorizerUri) ?? ''))?.functionArn;
  if (functionArn === undefined) {
    context.problems.invalid(
      place,
      `authorizerUri names no Lambda function: ${JSON.stringify(settings.authorizerUri)}`,
    );
    return undefined;
  }
  if (!context.functionArns.has(unqualifiedArn(functionArn))) {
    context.problems.unsupported(place, `function ${functionArn}, which is not in the assembly,`);
  }
  const ttl = numberOf(settings.authorizerResultTtlInSeconds) ?? DEFAULT_TTL;
  const identitySources = readIdentitySources(context, place, kind, settings, scheme);
  if (kind === 'REQUEST' && ttl > 0 && identitySources.length === 0) {
    context.problems.invalid(
      place,
      'caching needs an identity source: add identitySource or set authorizerResultTtlInSeconds to 0',
    );
  }
  return {
    name,
    kind,
    functionArn,
    identitySources,
    ttl: ttl * 1000,
    identityValidation: readValidation(context, place, kind, settings),
  };
}

function readIdentitySources(
  context: ImportContext,
  place: string,
  kind: string,
  settings: JsonObject,
  scheme: JsonObject,
): ValueSource[] {
  const stated = stringOf(settings.identitySource) ?? '';
  // TOKEN takes it from the scheme's name; REQUEST must state it (facts: recorded import).
  const expressions =
    stated === '' && kind === 'TOKEN' ? `method.request.header.${stringOf(scheme.name) ?? ''}` : stated;
  return expressions
    .split(',')
    .map((expression) => expression.trim())
    .filter((expression) => expression !== '')
    .flatMap((expression) => {
      const source = valueSource(expression);
      if (source !== undefined && source.kind !== 'static' && source.kind !== 'path') return [source];
      context.problems.invalid(
        place,
        `identity source ${JSON.stringify(expression)} is not a header, query string, stage variable or context value`,
      );
      return [];
    });
}

function readValidation(context: ImportContext, place: string, kind: string, settings: JsonObject): RegExp | undefined {
  const expression = stringOf(settings.identityValidationExpression) ?? '';
  if (expression === '' || kind !== 'TOKEN') return undefined;
  try {
    return new RegExp(`^(?:${expression})$`);
  } catch {
    context.problems.unsupported(
      place,
      `identityValidationExpression ${JSON.stringify(expression)}, no JavaScript regular expression,`,
    );
    return undefined;
  }
}
