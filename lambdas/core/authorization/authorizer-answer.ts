import type { Identity, PlanKey } from './credential.ts';
import type { ForbiddenReason } from './decide-authorization.ts';
import type { PolicyStatement } from './invocation-policy.ts';

/** API Gateway's format of a Lambda authorizer's answer. */
export interface AuthorizerAnswer {
  readonly principalId: string;
  readonly policyDocument: { readonly Version: '2012-10-17'; readonly Statement: readonly PolicyStatement[] };
  /** Flat strings only: API Gateway answers 500 to anything nested. */
  readonly context: AnswerContext;
  /** Value of the API key that API Gateway meters the request by, where it takes keys from here. */
  readonly usageIdentifierKey?: string;
}

/** What router, gateway responses and access log learn of a request. No secret is among it. */
export type AnswerContext = Readonly<Partial<Record<ContextName, string>>>;

type ContextName =
  /** The one operation that is allowed, where the answer is not kept. */
  | 'operation'
  /** Where it is: all that are, as `CONFIG.SET` (`operation-set.ts`). */
  | 'operations'
  | 'subject'
  | 'issuer'
  | 'scopes'
  /** JSON, of those that the router needs. */
  | 'claims'
  | 'consumer'
  | 'plan'
  /** Milliseconds since the epoch; a kept answer counts no longer. */
  | 'expires'
  | 'contentDigest'
  /** Why not, and which scopes would do. */
  | 'reason'
  | 'scope';

/** What a caller may do, for the context. */
export interface Grant {
  readonly identity: Identity | undefined;
  readonly planKey: PlanKey | undefined;
  readonly expiresAt: number | undefined;
  /** Names of claims that the router needs. */
  readonly claims: readonly string[];
}

export function answer(
  statements: readonly PolicyStatement[],
  context: AnswerContext,
  {
    principal = 'anonymous',
    usageIdentifierKey,
  }: { readonly principal?: string; readonly usageIdentifierKey?: string },
): AuthorizerAnswer {
  return {
    principalId: principal,
    policyDocument: { Version: '2012-10-17', Statement: statements },
    context,
    ...(usageIdentifierKey !== undefined && { usageIdentifierKey }),
  };
}

export function grantContext({ identity, planKey, expiresAt, claims }: Grant): AnswerContext {
  return {
    ...(identity && {
      subject: identity.subject,
      issuer: identity.issuer,
      scopes: identity.scopes.join(' '),
      ...(identity.contentDigest !== undefined && { contentDigest: identity.contentDigest }),
      ...(claims.length > 0 && { claims: pickClaims(identity, claims) }),
    }),
    ...(planKey && { consumer: planKey.consumer, plan: planKey.plan }),
    ...(expiresAt !== undefined && { expires: String(expiresAt) }),
  };
}

function pickClaims({ claims }: Identity, names: readonly string[]): string {
  const known = names.filter((name) => Object.hasOwn(claims, name)).map((name) => [name, claims[name]]);
  return JSON.stringify(Object.fromEntries(known));
}

/** RFC 6749 section 3.3, which is also safe between the quotes of a gateway response's template. */
const SCOPE = /^[!#-[\]-~]+$/;

/** What a 403 says, from closed lists: the reason, and scopes of the document. */
export function refusalContext(reason: ForbiddenReason, scopes: readonly string[]): AnswerContext {
  const scope = scopes.filter((each) => SCOPE.test(each)).join(' ');
  return { reason, ...(scope !== '' && { scope }) };
}
