import type { HeaderField } from '../messages.ts';
import { canonical } from '../proxy/hop-by-hop.ts';
import type { CachePolicy } from '../router-config.ts';

/** Who asks, verified. */
export interface Caller {
  readonly issuer: string;
  readonly subject: string;
  /** Of a usage plan; empty without one. */
  readonly apiKeyId: string;
  /** Granted, separated by spaces. */
  readonly scopes?: string | undefined;
  /** Who holds the API key and in which plan, by the operator's records; absent where nobody asked them. */
  readonly consumer?: string | undefined;
  readonly plan?: string | undefined;
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

/**
 * Fields that carry secrets, by their names: the target may answer by them, whatever the gateway makes of them. Those that
 * the key holds tell their responses apart; `Authorization` is RFC 9111's own, and is no other's.
 */
const SECRET =
  /^(?:dpop|(?:.*-)?(?:api-?key|(?:access|auth|functions|master|subscription)-key|auth(?:entication|orization)?|credentials?|jwt(?:-assertion)?|session(?:-?id)?|token|secret|signature|password))$/;

function isSecret(field: string, { headers = [] }: CachePolicy): boolean {
  const name = canonical(field);
  return SECRET.test(name) && (name === 'authorization' || !headers.some((one) => canonical(one) === name));
}

/** Without a verified caller nothing can be kept for one, so that RFC 9111 alone decides. */
export function callerPolicy(
  policy: CachePolicy,
  caller: Caller | undefined,
  { headers, secured }: { readonly headers: readonly HeaderField[]; readonly secured: boolean },
): CallerPolicy {
  const credentials = secured || caller !== undefined || headers.some(([name]) => isSecret(name, policy));
  if (policy.private !== true && policy.claims === undefined) return { policy, caller: '', credentials };
  const claims = (policy.claims ?? []).map((name) => [name, caller?.claims[name] ?? null] as const);
  const { private: own, claims: _claims, ...shared } = policy;
  // Who lacks a claim is not one of those who have none in common: they share as little as those whom nobody knows.
  const isApart = own || (claims.length > 0 && claims.every(([, value]) => value !== null));
  if (caller === undefined || !isApart) return { policy: shared, caller: '', credentials };
  const identity = own ? [caller.issuer, caller.subject, caller.apiKeyId] : [];
  return { policy, caller: JSON.stringify([identity, claims]), credentials };
}
