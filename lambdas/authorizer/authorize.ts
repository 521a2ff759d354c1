import type { CredentialVerifier } from '../adapters/credentials/verifier.ts';
import {
  type AuthorizerAnswer,
  allowAnswer,
  denyAnswer,
  type KnownClaims,
} from '../core/authorization/authorizer-answer.ts';
import type { Credential } from '../core/authorization/credential.ts';
import { type AuthorizationDecision, decideAuthorization } from '../core/authorization/decide-authorization.ts';
import type { AuthorizedOperation } from '../core/authorizer-config.ts';
import type { Routes } from '../core/routing/compile-routes.ts';
import { effectivePath } from '../core/routing/effective-path.ts';
import { matchOperation } from '../core/routing/match-operation.ts';
import { type AuthorizerEvent, authorizerRequest } from './authorizer-request.ts';
import type { LogRefusal } from './log-refusal.ts';

export interface AuthorizerParts {
  readonly routes: Routes<AuthorizedOperation>;
  /** By the scheme's name. */
  readonly verifiers: ReadonlyMap<string, CredentialVerifier>;
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
  if (match.kind !== 'matched') {
    parts.log({ reason: 'operation-unknown' });
    return denyAnswer(event.methodArn, '', 'operation-unknown');
  }
  const { operation } = match;
  const decision = decideAuthorization(operation, await readCredentials(event, operation, parts, now));
  if (decision.kind !== 'allow') return refuse(decision, operation.id, event.methodArn, parts.log);
  const claims = decision.identity?.claims ?? {};
  return allowAnswer(event.methodArn, operation.id, decision.identity, knownClaims(claims, operation));
}

function knownClaims(claims: Claims, { hashClaim, cacheClaims }: AuthorizedOperation): KnownClaims {
  const hash = claimText(claims, hashClaim);
  const keyed = (cacheClaims ?? []).filter((name) => Object.hasOwn(claims, name)).map((name) => [name, claims[name]]);
  return {
    ...(hash !== undefined && { hashClaim: hash }),
    ...(cacheClaims && { claims: JSON.stringify(Object.fromEntries(keyed)) }),
  };
}

type Claims = Readonly<Record<string, unknown>>;

/** What API Gateway passes on is text. */
function claimText(claims: Claims, name: string | undefined): string | undefined {
  const value = name !== undefined && Object.hasOwn(claims, name) ? claims[name] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

async function readCredentials(
  event: AuthorizerEvent,
  { id, requirements }: AuthorizedOperation,
  { verifiers }: AuthorizerParts,
  now: number,
): Promise<ReadonlyMap<string, Credential>> {
  const names = [...new Set(requirements.flatMap((requirement) => requirement.map(({ scheme }) => scheme)))];
  const request = authorizerRequest(event);
  const verified = names.map(async (name): Promise<readonly [string, Credential]> => {
    const verifier = verifiers.get(name);
    if (!verifier) throw new Error(`operation "${id}" needs the scheme "${name}", which the config lacks`);
    return [name, await verifier.verify(request, now)];
  });
  return new Map(await Promise.all(verified));
}

function refuse(
  decision: Exclude<AuthorizationDecision, { kind: 'allow' }>,
  operation: string,
  methodArn: string,
  log: LogRefusal,
): AuthorizerAnswer {
  switch (decision.kind) {
    case 'forbidden':
      log({ reason: 'scope-missing', operation, identity: decision.identity });
      return denyAnswer(methodArn, operation, 'scope-missing', decision.identity);
    case 'unauthenticated':
      log({ reason: decision.reason, operation });
      throw refusal();
    default:
      return decision satisfies never;
  }
}

/** Without the stack: Lambda logs what is thrown, and a refusal is no fault of the code. */
function refusal(): Error {
  return Object.assign(new Error(unauthorized), { stack: `Error: ${unauthorized}` });
}
