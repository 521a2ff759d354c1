import { refusalContext } from '../core/authorization/authorizer-answer.ts';
import type { Credential } from '../core/authorization/credential.ts';
import { type AuthorizationDecision, decideAuthorization } from '../core/authorization/decide-authorization.ts';
import {
  type MethodVerdict,
  type PolicyStatement,
  policyForMethods,
  stageOf,
} from '../core/authorization/invocation-policy.ts';
import { writeOperationSet } from '../core/authorization/operation-set.ts';
import type { AuthorizedOperation, AuthorizerConfig } from '../core/authorizer-config.ts';
import type { Group, Member } from './groups.ts';

/** What credentials are good for among a group's operations: the same for all that stand alike (`standingOf`). */
export interface GroupVerdict {
  /** Of the ARNs in its policy. */
  readonly stage: string;
  /** Of those that are allowed. */
  readonly operations: string;
  /** One that is allowed: whichever requirement holds, it is of the same credentials. */
  readonly granting: AuthorizedOperation | undefined;
  readonly refusal: ReturnType<typeof refusalContext>;
  readonly statements: readonly PolicyStatement[];
}

type Credentials = ReadonlyMap<string, Credential>;
type Plans = AuthorizerConfig['plans'];

/** All of credentials that decisions read: who calls and until when changes no decision. */
export function standingOf(credentials: Credentials): string {
  let standing = '';
  for (const [scheme, credential] of credentials) {
    standing += listed([scheme]);
    if (credential.kind === 'refused') continue;
    const { scopes, planKey } = credential.identity;
    standing += `=${listed(scopes)}`;
    if (planKey)
      standing += `@${listed([planKey.plan, ...(planKey.operations ?? [])])}${planKey.operations ? '' : '*'}`;
  }
  return standing;
}

/** Each with its length, so that no two lists are one text. */
function listed(texts: readonly string[]): string {
  let list = '';
  for (const text of texts) list += `${text.length}:${text}`;
  return list;
}

export function judgeGroup(
  methodArn: string,
  { members }: Pick<Group, 'members'>,
  credentials: Credentials,
  plans: Plans,
): GroupVerdict {
  const decisions = decideAll(members, credentials, plans);
  const allowed = members.filter((member) => decisions.get(member)?.kind === 'allow');
  const verdicts = members.flatMap((member): readonly MethodVerdict[] =>
    member.methods.map((method) => ({ ...method, allowed: allowed.includes(member) })),
  );
  return {
    stage: stageOf(methodArn),
    operations: writeOperationSet(allowed.map(({ number }) => number)),
    granting: allowed[0]?.operation,
    refusal: refusalOfAll([...decisions.values()]),
    statements: policyForMethods(methodArn, merged(verdicts)),
  };
}

type Decisions = ReadonlyMap<Member, AuthorizationDecision>;

/** Most operations need the same: each need is decided once, unless a plan's rules name operations. */
function decideAll(members: readonly Member[], credentials: Credentials, plans: Plans): Decisions {
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
function refusalOfAll(decisions: readonly AuthorizationDecision[]): GroupVerdict['refusal'] {
  const refused = decisions.filter((decision) => decision.kind === 'forbidden');
  const [first] = refused;
  if (first === undefined || refused.some(({ reason }) => reason !== first.reason)) return {};
  const same = refused.every(({ missingScopes }) => missingScopes.join(' ') === first.missingScopes.join(' '));
  return refusalContext(first.reason, same ? first.missingScopes : []);
}
