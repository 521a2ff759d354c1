import { asObject, type JsonObject, listOf, numberOf, stringOf } from '../../json-values.ts';
import type { AuthorizerRecord } from '../api-record.ts';
import { recordId } from '../record-ids.ts';
import type { OpenApiBody } from './openapi-body.ts';

/** An authorizer for each scheme that has the extension, also where no operation uses it (recorded). */
export function importAuthorizers(
  apiId: string,
  body: OpenApiBody,
  expand: (text: string) => string,
): ReadonlyMap<string, AuthorizerRecord> {
  const authorizers = new Map<string, AuthorizerRecord>();
  for (const [name, value] of Object.entries(body.securitySchemes)) {
    const scheme = body.resolve(value);
    const settings = asObject(scheme?.['x-amazon-apigateway-authorizer']);
    if (scheme !== undefined && settings !== undefined)
      authorizers.set(name, authorizer(apiId, name, scheme, settings, expand));
  }
  return authorizers;
}

function authorizer(
  apiId: string,
  name: string,
  scheme: JsonObject,
  settings: JsonObject,
  expand: (text: string) => string,
): AuthorizerRecord {
  const type = (stringOf(settings.type) ?? '').toUpperCase();
  const ttl = numberOf(settings.authorizerResultTtlInSeconds);
  const source = stringOf(settings.identitySource) ?? '';
  // TOKEN takes it from the scheme's name; REQUEST must state it (recorded).
  const identitySource =
    source === '' && type !== 'REQUEST' ? `method.request.header.${stringOf(scheme.name) ?? ''}` : source;
  const texts = {
    authType: stringOf(scheme['x-amazon-apigateway-authtype']),
    authorizerUri: stringOf(settings.authorizerUri) && expand(stringOf(settings.authorizerUri) ?? ''),
    authorizerCredentials: stringOf(settings.authorizerCredentials),
    identitySource: identitySource === '' ? undefined : identitySource,
    identityValidationExpression: stringOf(settings.identityValidationExpression),
  };
  const providers = listOf(settings.providerARNs).map(String);
  return {
    id: recordId(6, apiId, 'authorizer', name),
    name,
    type,
    ...(providers.length > 0 && { providerARNs: providers }),
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)),
    ...(ttl !== undefined && { authorizerResultTtlInSeconds: ttl }),
  };
}
