import type { AuthorizedOperation, SecurityRequirement } from '../authorizer-config.ts';
import type { Credential, Identity } from './credential.ts';
import type { RefusalReason } from './refusal-reason.ts';

export type AuthorizationDecision =
  /** Without identity only where the document makes credentials optional (`{}`). */
  | { readonly kind: 'allow'; readonly identity: Identity | undefined }
  | { readonly kind: 'unauthenticated'; readonly reason: RefusalReason }
  | { readonly kind: 'forbidden'; readonly identity: Identity; readonly missingScopes: readonly string[] };

type Credentials = ReadonlyMap<string, Credential>;

/**
 * OpenAPI's `security`: one requirement must hold, and in it every scheme with all of its scopes. No requirement at all
 * allows nothing: an open operation never comes here.
 */
export function decideAuthorization(
  operation: Pick<AuthorizedOperation, 'requirements'>,
  credentials: Credentials,
): AuthorizationDecision {
  const outcomes = operation.requirements.map((requirement) => judge(requirement, credentials));
  const allowed = outcomes.filter((outcome) => outcome.kind === 'allow');
  // `{}` beside a scheme whose credentials are good: the target should learn who is calling.
  const allow = allowed.find(({ identity }) => identity) ?? allowed[0];
  return allow ?? outcomes.find(({ kind }) => kind === 'forbidden') ?? mostTelling(outcomes);
}

function judge(requirement: SecurityRequirement, credentials: Credentials): AuthorizationDecision {
  const missingScopes: string[] = [];
  let identity: Identity | undefined;
  for (const { scheme, scopes } of requirement) {
    const credential = credentials.get(scheme) ?? { kind: 'refused', reason: 'credential-absent' };
    if (credential.kind === 'refused') return { kind: 'unauthenticated', reason: credential.reason };
    missingScopes.push(...scopes.filter((scope) => !credential.identity.scopes.includes(scope)));
    identity ??= credential.identity;
  }
  return identity && missingScopes.length > 0
    ? { kind: 'forbidden', identity, missingScopes }
    : { kind: 'allow', identity };
}

/** Of several schemes, most refuse a token merely because another one issued it. */
function mostTelling(outcomes: readonly AuthorizationDecision[]): AuthorizationDecision {
  const refusals = outcomes.filter((outcome) => outcome.kind === 'unauthenticated');
  const telling = refusals.find(({ reason }) => reason !== 'issuer-mismatch') ?? refusals[0];
  return telling ?? { kind: 'unauthenticated', reason: 'credential-absent' };
}
