import type { HeaderField } from '../messages.ts';
import type { CachePolicy } from '../router-config.ts';
import { fieldValues } from './field-values.ts';

/** Who asks, verified. */
export interface Caller {
  readonly issuer: string;
  readonly subject: string;
  /** Of a usage plan; empty without one. */
  readonly apiKeyId: string;
  /** Of the token, by name, as JSON values. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** How the cache treats one caller's request. */
export interface CallerPolicy {
  readonly policy: CachePolicy;
  /** Part of the key of what is stored; empty where callers share. */
  readonly caller: string;
  /** The request holds what only this caller has (RFC 9111 section 3.5). */
  readonly credentials: boolean;
}

/** Fields that carry secrets: the target may answer by them, whatever the gateway makes of them. */
const SECRETS = ['authorization', 'x-api-key', 'dpop', 'x-amz-security-token'];

/** Without a verified caller nothing can be kept for one, so that RFC 9111 alone decides. */
export function callerPolicy(
  policy: CachePolicy,
  caller: Caller | undefined,
  { headers, secured }: { readonly headers: readonly HeaderField[]; readonly secured: boolean },
): CallerPolicy {
  const credentials = secured || caller !== undefined || SECRETS.some((name) => fieldValues(headers, name).length > 0);
  if (policy.private !== true && policy.claims === undefined) return { policy, caller: '', credentials };
  const claims = (policy.claims ?? []).map((name) => [name, caller?.claims[name] ?? null] as const);
  const { private: own, claims: _claims, ...shared } = policy;
  // Who lacks a claim is not one of those who have none in common: they share as little as those whom nobody knows.
  const isApart = own || (claims.length > 0 && claims.every(([, value]) => value !== null));
  if (caller === undefined || !isApart) return { policy: shared, caller: '', credentials };
  const identity = own ? [caller.issuer, caller.subject, caller.apiKeyId] : [];
  return { policy, caller: JSON.stringify([identity, claims]), credentials };
}
