import { type AuthorizerAnswer, answer, grantContext } from '../core/authorization/authorizer-answer.ts';
import type { Credential } from '../core/authorization/credential.ts';
import { type AuthorizationDecision, decideAuthorization } from '../core/authorization/decide-authorization.ts';
import { stageOf } from '../core/authorization/invocation-policy.ts';
import type { AuthorizerConfig } from '../core/authorizer-config.ts';
import { type GroupVerdict, judgeGroup, standingOf } from './group-verdict.ts';
import type { Group } from './groups.ts';

type Known = Exclude<AuthorizationDecision, { readonly kind: 'unauthenticated' }>;
type Config = Pick<AuthorizerConfig, 'id' | 'plans'>;

/** An answer for all operations of a group: API Gateway keeps it, and gives it for each of them. */
export function answerForGroup(
  methodArn: string,
  group: Group,
  asked: Known,
  credentials: ReadonlyMap<string, Credential>,
  config: Config,
): AuthorizerAnswer {
  const { operations, granting, refusal, statements } = verdictOf(methodArn, group, credentials, config);
  const grant = grantOf(asked, granting, credentials, config);
  const context = {
    operations: `${config.id}.${operations}`,
    ...(grant && grantContext({ ...grant, claims: group.claims })),
    ...refusal,
  };
  const principal = (grant ?? asked).identity?.subject;
  const planKey = group.metered ? grant?.planKey : undefined;
  return answer(statements, context, {
    ...(principal !== undefined && { principal }),
    ...(planKey && { usageIdentifierKey: planKey.value }),
  });
}

/** Most callers stand like another one before them, and what follows from that takes longer to say than a token to read. */
function verdictOf(
  methodArn: string,
  group: Group,
  credentials: ReadonlyMap<string, Credential>,
  { plans }: Config,
): GroupVerdict {
  const [stage, standing] = [stageOf(methodArn), standingOf(credentials)];
  const known = group.verdicts.get(standing);
  if (known?.stage === stage) return known;
  const verdict = judgeGroup(methodArn, group, credentials, plans);
  group.verdicts.set(standing, verdict);
  return verdict;
}

/** The same of this very caller. */
function grantOf(
  asked: Known,
  granting: GroupVerdict['granting'],
  credentials: ReadonlyMap<string, Credential>,
  { plans }: Config,
) {
  const decision = asked.kind === 'allow' || !granting ? asked : decideAuthorization(granting, credentials, plans);
  return decision.kind === 'allow' ? decision : undefined;
}
