import {
  type AuthorizerAnswer,
  answer,
  grantContext,
  refusalContext,
} from '../core/authorization/authorizer-answer.ts';
import type { Credential, PlanKey } from '../core/authorization/credential.ts';
import { type AuthorizationDecision, decideAuthorization } from '../core/authorization/decide-authorization.ts';
import { type MethodVerdict, policyForMethods } from '../core/authorization/invocation-policy.ts';
import { writeOperationSet } from '../core/authorization/operation-set.ts';
import type { AuthorizerConfig } from '../core/authorizer-config.ts';
import type { Group, Member } from './groups.ts';

/** An answer for all operations of a group: API Gateway keeps it, and gives it for each of them. */
export function answerForGroup(
  methodArn: string,
  group: Group,
  asked: Exclude<AuthorizationDecision, { readonly kind: 'unauthenticated' }>,
  credentials: ReadonlyMap<string, Credential>,
  { id, plans }: Pick<AuthorizerConfig, 'id' | 'plans'>,
): AuthorizerAnswer {
  const decisions = decideAll(group.members, credentials, plans);
  const allowed = group.members.filter((member) => decisions.get(member)?.kind === 'allow');
  // Whichever requirement holds, it is of the same credentials: those of one operation are those of all.
  const grant = [asked, ...decisions.values()].find((decision) => decision.kind === 'allow');
  const context = {
    operations: `${id}.${writeOperationSet(allowed.map(({ number }) => number))}`,
    ...(grant && grantContext({ ...grant, claims: group.claims })),
    ...refusalOfAll([...decisions.values()]),
  };
  const verdicts = group.members.flatMap((member): readonly MethodVerdict[] =>
    member.methods.map((method) => ({ ...method, allowed: decisions.get(member)?.kind === 'allow' })),
  );
  const principal = grant?.identity?.subject ?? asked.identity?.subject;
  return answer(policyForMethods(methodArn, merged(verdicts)), context, {
    ...(principal !== undefined && { principal }),
    ...keyOf(grant?.planKey, group),
  });
}

type Decisions = ReadonlyMap<Member, AuthorizationDecision>;

/** Most operations need the same: each need is decided once, unless a plan's rules name operations. */
function decideAll(
  members: readonly Member[],
  credentials: ReadonlyMap<string, Credential>,
  plans: AuthorizerConfig['plans'],
): Decisions {
  const perOperation = [...credentials.values()].some((one) => one.kind === 'verified' && one.identity.planKey);
  const known = new Map<string, AuthorizationDecision>();
  return new Map(
    members.map((member) => {
      const same = perOperation ? undefined : known.get(member.need);
      const decision = same ?? decideAuthorization(member.operation, credentials, plans);
      known.set(member.need, decision);
      return [member, decision];
    }),
  );
}

/** One method may be several operations': it is allowed if one of them is, and the router tells them apart. */
function merged(verdicts: readonly MethodVerdict[]): readonly MethodVerdict[] {
  const methods = Map.groupBy(
    verdicts,
    ({ method, segments }) => `${method} ${segments.map((each) => each ?? '{}').join('/')}`,
  );
  return [...methods.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, allowed: first.allowed || others.some(({ allowed }) => allowed) }],
  );
}

/** Said only where it is true of every refused operation: the context is kept like the rest. */
function refusalOfAll(decisions: readonly AuthorizationDecision[]) {
  const refused = decisions.filter((decision) => decision.kind === 'forbidden');
  const [first] = refused;
  if (first === undefined || refused.some(({ reason }) => reason !== first.reason)) return {};
  const same = refused.every(({ missingScopes }) => missingScopes.join(' ') === first.missingScopes.join(' '));
  return refusalContext(first.reason, same ? first.missingScopes : []);
}

function keyOf(planKey: PlanKey | undefined, { members }: Group) {
  const metered = members.some(({ operation }) => operation.metered);
  return metered && planKey ? { usageIdentifierKey: planKey.value } : {};
}
