import type { APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import type { KeySet } from '../adapters/key-set.ts';
import { verifyToken } from '../adapters/verify-token.ts';
import {
  type AuthorizerAnswer,
  allowAnswer,
  denyAnswer,
  type KnownClaims,
} from '../core/authorization/authorizer-answer.ts';
import {
  type AuthorizationDecision,
  type Credential,
  decideAuthorization,
} from '../core/authorization/decide-authorization.ts';
import { parseToken } from '../core/authorization/parse-token.ts';
import { readBearerToken } from '../core/authorization/read-bearer-token.ts';
import type { AuthorizedOperation, JwtSchemeConfig } from '../core/authorizer-config.ts';
import type { Routes } from '../core/routing/compile-routes.ts';
import { effectivePath } from '../core/routing/effective-path.ts';
import { matchOperation } from '../core/routing/match-operation.ts';
import type { LogRefusal } from './log-refusal.ts';

export type AuthorizerEvent = Pick<
  APIGatewayRequestAuthorizerEvent,
  'methodArn' | 'resource' | 'httpMethod' | 'pathParameters' | 'multiValueHeaders'
>;

export interface AuthorizerParts {
  readonly routes: Routes<AuthorizedOperation>;
  readonly schemes: ReadonlyMap<string, SchemeParts>;
  readonly log: LogRefusal;
}

export interface SchemeParts {
  readonly config: JwtSchemeConfig;
  readonly keySet: KeySet;
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
  const bearer = readBearerToken(event.multiValueHeaders ?? {});
  const parse = bearer.kind === 'token' ? parseToken(bearer.token) : bearer;
  const decision = decideAuthorization(operation, await readCredentials(parse, operation, parts, now));
  if (decision.kind !== 'allow') return refuse(decision, operation.id, event.methodArn, parts.log);
  // One token proves every scheme of a request, so its claims are those of the identity.
  const claims = parse.kind === 'refused' ? {} : parse.token.claims;
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
  parse: ReturnType<typeof parseToken>,
  operation: AuthorizedOperation,
  { schemes }: AuthorizerParts,
  now: number,
): Promise<ReadonlyMap<string, Credential>> {
  const names = new Set(operation.requirements.flatMap((requirement) => requirement.map(({ scheme }) => scheme)));
  const credentials = new Map<string, Credential>();
  for (const name of names) {
    const scheme = schemes.get(name);
    if (!scheme) throw new Error(`operation "${operation.id}" needs the scheme "${name}", which the config lacks`);
    const isRefused = parse.kind === 'refused';
    credentials.set(name, isRefused ? parse : await verifyToken(parse.token, scheme.config, scheme.keySet, now));
  }
  return credentials;
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
