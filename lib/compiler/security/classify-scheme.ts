import type { CredentialField, SchemeConfig } from '../../../lambdas/core/authorizer-config.ts';
import { HEADER_NAME, isGatewaysOwn } from '../language/header-name.ts';
import { member } from '../plain-object.ts';
import { shown } from '../shown.ts';

export type SchemeKind =
  /** The authorizer checks it; a usage plan's key (`plan-key`) API Gateway checks as well, and first of all. */
  | { readonly kind: SchemeConfig['kind'] }
  /** API Gateway checks it, by itself and for a whole method. */
  | { readonly kind: NativeKind }
  | { readonly kind: 'unsupported'; readonly why: string };

export type NativeKind = 'iam' | 'cognito';

/** What a security scheme of the document is, by OpenAPI's own keys and, where those do not say it, by its `x-gateway.type`. */
export function classifyScheme(scheme: unknown): SchemeKind {
  const gateway = member(scheme, 'x-gateway');
  const stated = member(gateway, 'type');
  if (stated === 'iam' || stated === 'cognito' || stated === 'signature') return { kind: stated };
  const type = member(scheme, 'type');
  if (type === 'openIdConnect' || type === 'oauth2') return tokenKind(gateway);
  if (type === 'http') return classifyHttp(member(scheme, 'scheme'), gateway);
  if (type === 'apiKey') return classifyApiKey(member(scheme, 'in'), member(scheme, 'name'));
  if (type === 'mutualTLS') return { kind: 'certificate' };
  return unsupported(`type ${shown(type)} is none of OpenAPI's`);
}

const unsupported = (why: string): SchemeKind => ({ kind: 'unsupported', why });

const tokenKind = (gateway: unknown): SchemeKind => ({
  kind: member(gateway, 'introspection') === undefined ? 'jwt' : 'introspection',
});

function classifyHttp(scheme: unknown, gateway: unknown): SchemeKind {
  const name = typeof scheme === 'string' ? scheme.toLowerCase() : shown(scheme);
  if (name === 'bearer' || name === 'dpop') return tokenKind(gateway);
  if (name === 'basic' || name === 'signature') return { kind: name };
  return unsupported(`http ${name} cannot be enforced, only bearer, dpop, basic and signature`);
}

function classifyApiKey(place: unknown, name: unknown): SchemeKind {
  const what = `an API key in ${typeof place === 'string' ? place : shown(place)} ${shown(name)}`;
  if (typeof name !== 'string' || name === '') return unsupported(`${what} has no name`);
  if (place === 'query') return { kind: 'api-key' };
  if (place !== 'header' && place !== 'cookie')
    return unsupported(`${what} cannot be enforced, only in a header, the query or a cookie`);
  if (place === 'header' && name.toLowerCase() === PLAN_KEY) return { kind: 'plan-key' };
  // Names of cookies are tokens as those of fields are (RFC 6265 section 4.1.1).
  const usable = HEADER_NAME.test(name) && !(place === 'header' && isGatewaysOwn(name));
  return usable ? { kind: 'api-key' } : unsupported(`${what} stands in a field that cannot carry one`);
}

/** API Gateway's own name for the key of a usage plan. */
export const PLAN_KEY = 'x-api-key';

const AUTHORIZATION: CredentialField = { in: 'header', name: 'Authorization' };

/** All that the verification of a scheme reads of a request; `undefined`: more than API Gateway could find an answer by. */
export function credentialField(config: SchemeConfig): CredentialField | undefined {
  switch (config.kind) {
    case 'jwt':
    case 'introspection':
      return config.bound === undefined ? AUTHORIZATION : undefined;
    case 'basic':
      return AUTHORIZATION;
    case 'api-key':
      // A cookie is part of a field.
      return config.in === 'cookie' ? undefined : { in: config.in, name: config.name };
    case 'plan-key':
      return { in: 'header', name: PLAN_KEY };
    case 'certificate':
    case 'signature':
      return undefined;
    default:
      return config satisfies never;
  }
}
