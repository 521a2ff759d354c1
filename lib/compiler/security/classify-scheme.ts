import { member } from '../plain-object.ts';
import { shown } from '../shown.ts';

export type SchemeKind =
  /** An API key of a usage plan, which API Gateway checks. */
  | { readonly kind: 'key' }
  /** A bearer token, which the authorizer checks. */
  | { readonly kind: 'token' }
  | { readonly kind: 'unsupported'; readonly why: string };

export function classifyScheme(scheme: unknown): SchemeKind {
  const type = member(scheme, 'type');
  if (type === 'openIdConnect' || type === 'oauth2') return { kind: 'token' };
  if (type === 'http') return classifyHttp(member(scheme, 'scheme'));
  if (type === 'apiKey') return classifyApiKey(member(scheme, 'in'), member(scheme, 'name'));
  return { kind: 'unsupported', why: `type ${shown(type)} cannot be enforced yet` };
}

function classifyHttp(scheme: unknown): SchemeKind {
  const name = typeof scheme === 'string' ? scheme.toLowerCase() : shown(scheme);
  if (name === 'bearer') return { kind: 'token' };
  return { kind: 'unsupported', why: `http ${name} cannot be enforced yet, only bearer` };
}

function classifyApiKey(place: unknown, name: unknown): SchemeKind {
  if (place === 'header' && typeof name === 'string' && name.toLowerCase() === 'x-api-key') return { kind: 'key' };
  const placeName = typeof place === 'string' ? place : shown(place);
  const why = `an API key in ${placeName} ${shown(name)} cannot be enforced yet, only a usage plan's in header "x-api-key"`;
  return { kind: 'unsupported', why };
}
