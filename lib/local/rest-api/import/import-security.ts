import { asObject, type JsonObject, listOf, stringOf } from '../../json-values.ts';
import type { MethodRecord } from '../api-record.ts';
import type { ImportContext } from './import-context.ts';

type MethodSecurity = Pick<MethodRecord, 'authorizationType' | 'authorizerId' | 'apiKeyRequired'>;

const OPEN: MethodSecurity = { authorizationType: 'NONE', apiKeyRequired: false };

/**
 * What guards a method. API Gateway knows no alternatives: all schemes that an operation lists hold together, in one
 * security object or in several. A scheme that means nothing to it (bearer, oauth2 …) guards nothing, there as here.
 */
export function importSecurity(context: ImportContext, place: string, operation: JsonObject): MethodSecurity {
  const explicit = stringOf(asObject(operation['x-amazon-apigateway-auth'])?.type)?.toUpperCase();
  const names = explicit === 'NONE' ? [] : schemeNames(operation.security ?? context.body.root.security);
  let security = explicit === 'AWS_IAM' ? { ...OPEN, authorizationType: 'AWS_IAM' } : OPEN;
  for (const name of names) security = addScheme(context, place, security, name);
  return security;
}

function schemeNames(requirements: unknown): string[] {
  return [...new Set(listOf(requirements).flatMap((requirement) => Object.keys(asObject(requirement) ?? {})))];
}

function addScheme(context: ImportContext, place: string, security: MethodSecurity, name: string): MethodSecurity {
  const scheme = context.body.resolve(context.body.securitySchemes[name]);
  if (scheme === undefined) {
    context.problems.invalid(place, `there is no security scheme "${name}"`);
    return security;
  }
  if (stringOf(scheme['x-amazon-apigateway-authtype'])?.toLowerCase() === 'awssigv4')
    return { ...security, authorizationType: 'AWS_IAM' };
  const authorizer = context.authorizers.get(name);
  if (authorizer !== undefined) {
    if (security.authorizerId !== undefined) context.problems.invalid(place, 'more than one authorizer for a method');
    const authorizationType = authorizer.type === 'COGNITO_USER_POOLS' ? 'COGNITO_USER_POOLS' : 'CUSTOM';
    return { ...security, authorizationType, authorizerId: authorizer.id };
  }
  if (isApiKeyScheme(scheme)) return { ...security, apiKeyRequired: true };
  context.problems.notice(
    place,
    `security scheme "${name}" has no authorizer: API Gateway does not enforce it, nor does this`,
  );
  return security;
}

function isApiKeyScheme(scheme: JsonObject): boolean {
  return scheme.type === 'apiKey' && scheme.in === 'header' && stringOf(scheme.name)?.toLowerCase() === 'x-api-key';
}
