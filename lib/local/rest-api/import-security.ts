import { asObject, type JsonObject, listOf, stringOf } from '../json-values.ts';
import { importAuthorizer } from './import-authorizer.ts';
import type { ImportContext } from './import-context.ts';
import type { Method } from './rest-api.ts';

type MethodSecurity = Pick<Method, 'authorizer' | 'apiKeyRequired'>;

/**
 * What guards a method. API Gateway knows no alternatives: all schemes that an operation lists hold together, in one
 * security object or in several. A scheme that means nothing to it (bearer, oauth2 …) guards nothing, there as here.
 */
export function importSecurity(context: ImportContext, place: string, operation: JsonObject): MethodSecurity {
  const explicit = stringOf(asObject(operation['x-amazon-apigateway-auth'])?.type)?.toUpperCase();
  if (explicit === 'AWS_IAM') context.problems.unsupported(place, 'authorization by AWS_IAM');
  const names = explicit === 'NONE' ? [] : schemeNames(operation.security ?? context.body.root.security);
  let security: MethodSecurity = { authorizer: undefined, apiKeyRequired: false };
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
  if (stringOf(scheme['x-amazon-apigateway-authtype'])?.toLowerCase() === 'awssigv4') {
    context.problems.unsupported(place, `authorization by AWS signatures (scheme "${name}")`);
    return security;
  }
  if (asObject(scheme['x-amazon-apigateway-authorizer']) !== undefined) {
    if (security.authorizer !== undefined) context.problems.invalid(place, 'more than one authorizer for a method');
    return { ...security, authorizer: schemeAuthorizer(context, name, scheme) };
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

function schemeAuthorizer(context: ImportContext, name: string, scheme: JsonObject): Method['authorizer'] {
  if (!context.authorizers.has(name)) context.authorizers.set(name, importAuthorizer(context, name, scheme));
  return context.authorizers.get(name);
}
