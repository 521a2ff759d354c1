import { member } from '../plain-object.ts';
import { classifyScheme, PLAN_KEY } from './classify-scheme.ts';

/** Names, lower case, of the header fields in which a client sends a scheme's credentials. */
export function credentialHeaders(scheme: unknown): readonly string[] {
  const { kind } = classifyScheme(scheme);
  switch (kind) {
    case 'jwt':
    case 'introspection':
      return sendsProof(scheme) ? ['authorization', 'dpop'] : ['authorization'];
    case 'basic':
    case 'cognito':
      return ['authorization'];
    case 'iam':
      return ['authorization', 'x-amz-date', 'x-amz-content-sha256', 'x-amz-security-token'];
    case 'signature':
      return ['content-digest', 'signature', 'signature-input'];
    case 'plan-key':
      return [PLAN_KEY];
    case 'api-key':
      return member(scheme, 'in') === 'header' ? [String(member(scheme, 'name')).toLowerCase()] : [];
    case 'certificate':
    case 'unsupported':
      return [];
    default:
      return kind satisfies never;
  }
}

function sendsProof(scheme: unknown): boolean {
  const bound = member(member(scheme, 'x-gateway'), 'bound');
  return bound === 'dpop' || bound === 'any' || String(member(scheme, 'scheme')).toLowerCase() === 'dpop';
}
