import type { CredentialVerifier } from '../adapters/credentials/verifier.ts';
import type { TokenPlanKeys } from '../adapters/token-plan-keys.ts';
import {
  type AuthorizerAnswer,
  answer,
  grantContext,
  refusalContext,
} from '../core/authorization/authorizer-answer.ts';
import type { Credential, PlanKey } from '../core/authorization/credential.ts';
import {
  type AuthorizationDecision,
  decideAuthorization,
  mayCall,
} from '../core/authorization/decide-authorization.ts';
import { policyForRequest } from '../core/authorization/invocation-policy.ts';
import type { AuthorizedOperation, AuthorizerConfig } from '../core/authorizer-config.ts';
import { remembered } from '../core/remembered.ts';
import type { Routes } from '../core/routing/compile-routes.ts';
import { effectivePath } from '../core/routing/effective-path.ts';
import { matchOperation } from '../core/routing/match-operation.ts';
import { answerForGroup } from './answer-for-group.ts';
import { type AuthorizerEvent, authorizerRequest } from './authorizer-request.ts';
import type { Groups } from './groups.ts';
import type { LogRefusal } from './log-refusal.ts';

export interface AuthorizerParts {
  readonly config: Pick<AuthorizerConfig, 'id' | 'schemes' | 'plans'>;
  readonly routes: Routes<AuthorizedOperation>;
  readonly groups: Groups;
  /** By the scheme's name. */
  readonly verifiers: ReadonlyMap<string, CredentialVerifier>;
  /** Absent: API Gateway reads keys itself. */
  readonly tokenPlanKeys: TokenPlanKeys | undefined;
  readonly log: LogRefusal;
}

/** API Gateway answers 401 to exactly this message, and 500 to every other. */
export const unauthorized = 'Unauthorized';

/** Answers one REQUEST event at `now` (milliseconds since the epoch). Throws `Unauthorized`, or what fails closed as a 500. */
export async function authorize(
  event: AuthorizerEvent,
  parts: AuthorizerParts,
  now: number,
): Promise<AuthorizerAnswer> {
  const path = effectivePath(event.resource, event.pathParameters);
  const match = matchOperation(parts.routes, event.httpMethod, path);
  const operation =
    match.kind === 'matched' ? match.operation : parts.groups.memberAt(event.httpMethod, event.resource);
  if (operation === undefined) {
    parts.log({ reason: 'operation-unknown' });
    return answer(policyForRequest('Deny', event.methodArn), { reason: 'operation-unknown' }, {});
  }
  const credentials = await readCredentials(event, operation, parts, now);
  const decision = decideAuthorization(operation, credentials, parts.config.plans);
  if (decision.kind === 'unauthenticated') {
    parts.log({ reason: decision.reason, operation: operation.id });
    throw refusal();
  }
  if (decision.kind === 'forbidden')
    parts.log({ reason: decision.reason, operation: operation.id, identity: decision.identity });
  const group = parts.groups.of(operation);
  return group === undefined
    ? answerForOperation(event.methodArn, operation, decision, parts, now)
    : answerForGroup(event.methodArn, group, decision, credentials, parts.config);
}

type Known = Exclude<AuthorizationDecision, { readonly kind: 'unauthenticated' }>;

/** Nothing of it is kept. */
async function answerForOperation(
  methodArn: string,
  operation: AuthorizedOperation,
  decision: Known,
  parts: AuthorizerParts,
  now: number,
): Promise<AuthorizerAnswer> {
  const principal = decision.identity?.subject;
  const named = principal === undefined ? {} : { principal };
  const deny = (reason: Parameters<typeof refusalContext>[0], scopes: readonly string[]) =>
    answer(policyForRequest('Deny', methodArn), refusalContext(reason, scopes), named);
  if (decision.kind === 'forbidden') return deny(decision.reason, decision.missingScopes);
  const metering = await meteringKey(operation, decision, parts, now);
  if (metering.kind !== 'key') {
    const { identity } = decision;
    parts.log({ reason: metering.kind, operation: operation.id, ...(identity && { identity }) });
    return deny(metering.kind, []);
  }
  const { planKey } = metering;
  const context = grantContext({ ...decision, planKey, claims: operation.claims ?? [] });
  const key = operation.metered && planKey ? { usageIdentifierKey: planKey.value } : {};
  return answer(policyForRequest('Allow', methodArn), { operation: operation.id, ...context }, { ...named, ...key });
}

type Metering =
  | { readonly kind: 'key'; readonly planKey: PlanKey | undefined }
  | { readonly kind: 'plan-expired' | 'plan-not-allowed' };

/** What a request is metered by: the key that it sent, or that of who sent it. */
async function meteringKey(
  { id, metered }: AuthorizedOperation,
  { identity, planKey }: Extract<Known, { readonly kind: 'allow' }>,
  { tokenPlanKeys, config }: AuthorizerParts,
  now: number,
): Promise<Metering> {
  if (planKey || !metered || identity === undefined) return { kind: 'key', planKey };
  if (!tokenPlanKeys) throw new Error('an operation is metered by tokens, but the config has no plan for them');
  const found = await tokenPlanKeys.of(identity, now);
  if (found.kind === 'expired') return { kind: 'plan-expired' };
  return mayCall(found.planKey, id, config.plans ?? {}) ? found : { kind: 'plan-not-allowed' };
}

async function readCredentials(
  event: AuthorizerEvent,
  operation: AuthorizedOperation,
  { verifiers, config }: AuthorizerParts,
  now: number,
): Promise<ReadonlyMap<string, Credential>> {
  const request = authorizerRequest(event);
  const read = async (name: string): Promise<readonly [string, Credential]> => {
    const verifier = verifiers.get(name);
    if (!verifier) throw new Error(`operation "${operation.id}" needs the scheme "${name}", which the config lacks`);
    return [name, withinSkew(await verifier.verify(request, now), config.schemes[name])];
  };
  const names = schemesOf(operation);
  const [only] = names;
  return new Map(names.length === 1 && only !== undefined ? [await read(only)] : await Promise.all(names.map(read)));
}

/** Each once. */
const schemesOf = remembered(new WeakMap<AuthorizedOperation, readonly string[]>(), ({ requirements }) => [
  ...new Set(requirements.flat().map(({ scheme }) => scheme)),
]);

/** A token counts until the later of two clocks has its end, here as where it is verified. */
function withinSkew(credential: Credential, scheme: AuthorizerConfig['schemes'][string] | undefined): Credential {
  if (credential.kind === 'refused' || credential.identity.expiresAt === undefined) return credential;
  if (scheme?.kind !== 'jwt' && scheme?.kind !== 'introspection') return credential;
  const expiresAt = credential.identity.expiresAt + (scheme.clockSkew ?? CLOCK_SKEW) * 1000;
  return { kind: 'verified', identity: { ...credential.identity, expiresAt } };
}

/** Seconds, as `TokenDemands` has it. */
const CLOCK_SKEW = 30;

/** Without the stack: Lambda logs what is thrown, and a refusal is no fault of the code. */
function refusal(): Error {
  return Object.assign(new Error(unauthorized), { stack: `Error: ${unauthorized}` });
}
