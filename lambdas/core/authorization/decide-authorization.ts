import type { AuthorizedOperation, PlanRules, SecurityRequirement } from '../authorizer-config.ts';
import type { Credential, Identity, PlanKey } from './credential.ts';
import type { RefusalReason } from './refusal-reason.ts';

export type AuthorizationDecision =
  /** The identity and the key are those of the requirement that held. */
  | {
      readonly kind: 'allow';
      /** Absent only where the document makes credentials optional (`{}`). */
      readonly identity: Identity | undefined;
      /** Of a usage plan; absent where the requirement names none. */
      readonly planKey: PlanKey | undefined;
      /** Milliseconds since the epoch: when the first of its credentials ends. */
      readonly expiresAt: number | undefined;
    }
  | { readonly kind: 'unauthenticated'; readonly reason: RefusalReason }
  /** Who calls is known, and may not. */
  | {
      readonly kind: 'forbidden';
      readonly reason: ForbiddenReason;
      readonly identity: Identity;
      readonly missingScopes: readonly string[];
    };

/** A closed list: these words, and no others, reach the client. */
export type ForbiddenReason = 'scope-missing' | 'plan-not-allowed' | 'plan-expired';

type Credentials = ReadonlyMap<string, Credential>;
type Plans = Readonly<Record<string, PlanRules>>;

/**
 * OpenAPI's `security`: one requirement must hold, and in it every scheme with all of its scopes. No requirement at all
 * allows nothing: an open operation never comes here.
 */
export function decideAuthorization(
  operation: Pick<AuthorizedOperation, 'id' | 'requirements'>,
  credentials: Credentials,
  plans: Plans = {},
): AuthorizationDecision {
  const outcomes = operation.requirements.map((requirement) => judge(requirement, credentials, operation.id, plans));
  const allowed = outcomes.filter((outcome) => outcome.kind === 'allow');
  // `{}` beside a scheme whose credentials are good: the target should learn who is calling.
  const allow = allowed.find(({ identity }) => identity) ?? allowed[0];
  return allow ?? outcomes.find(({ kind }) => kind === 'forbidden') ?? mostTelling(outcomes);
}

function judge(
  requirement: SecurityRequirement,
  credentials: Credentials,
  operation: string,
  plans: Plans,
): AuthorizationDecision {
  const missingScopes: string[] = [];
  const identities: Identity[] = [];
  for (const { scheme, scopes } of requirement) {
    const credential = credentials.get(scheme) ?? { kind: 'refused', reason: 'credential-absent' };
    if (credential.kind === 'refused') return { kind: 'unauthenticated', reason: credential.reason };
    missingScopes.push(...scopes.filter((scope) => !credential.identity.scopes.includes(scope)));
    identities.push(credential.identity);
  }
  const planKey = identities.find((each) => each.planKey)?.planKey;
  // Who calls is told by a credential of the caller's own rather than by the key it is counted by.
  const identity = identities.find((each) => each.planKey === undefined) ?? identities[0];
  if (identity && missingScopes.length > 0)
    return { kind: 'forbidden', reason: 'scope-missing', identity, missingScopes: [...new Set(missingScopes)] };
  if (identity && planKey && !mayCall(planKey, operation, plans))
    return { kind: 'forbidden', reason: 'plan-not-allowed', identity, missingScopes: [] };
  return { kind: 'allow', identity, planKey, expiresAt: earliest(identities) };
}

/** Whether the rules of a key and of its plan let it call an operation. */
export function mayCall({ plan, operations }: Pick<PlanKey, 'plan' | 'operations'>, id: string, plans: Plans): boolean {
  const rules = Object.hasOwn(plans, plan) ? plans[plan] : undefined;
  return (operations?.includes(id) ?? true) && (rules?.allow.includes(id) ?? true);
}

function earliest(identities: readonly Identity[]): number | undefined {
  let end: number | undefined;
  for (const { expiresAt } of identities)
    if (expiresAt !== undefined && (end === undefined || expiresAt < end)) end = expiresAt;
  return end;
}

/** Of several schemes, most refuse a token merely because another one issued it. */
function mostTelling(outcomes: readonly AuthorizationDecision[]): AuthorizationDecision {
  const refusals = outcomes.filter((outcome) => outcome.kind === 'unauthenticated');
  const telling = refusals.find(({ reason }) => reason !== 'issuer-mismatch') ?? refusals[0];
  return telling ?? { kind: 'unauthenticated', reason: 'credential-absent' };
}
