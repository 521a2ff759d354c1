import type { Identity } from './credential.ts';

/** API Gateway's format of a Lambda authorizer's answer. */
export interface AuthorizerAnswer {
  readonly principalId: string;
  readonly policyDocument: {
    readonly Version: '2012-10-17';
    readonly Statement: readonly [
      { readonly Action: 'execute-api:Invoke'; readonly Effect: 'Allow' | 'Deny'; readonly Resource: string },
    ];
  };
  /** Flat strings only: API Gateway answers 500 to anything nested. */
  readonly context: Readonly<Record<string, string>>;
}

/** Claims of the token in the form of the context. */
export interface KnownClaims {
  readonly hashClaim?: string;
  /** JSON. */
  readonly claims?: string;
}

/** Characters of a resource in an authorizer's policy ("Resource ARN in authorizer policy", developer guide, quotas). */
const maxResourceLength = 512;

/**
 * Lets the request through to the router, which compares `operation` with the one it finds itself.
 * @param known what of the token the router balances and caches by
 */
export function allowAnswer(
  methodArn: string,
  operation: string,
  identity: Identity | undefined,
  known: KnownClaims = {},
): AuthorizerAnswer {
  const context = identity && {
    subject: identity.subject,
    scopes: identity.scopes.join(' '),
    issuer: identity.issuer,
    ...known,
  };
  return answer('Allow', methodArn, identity?.subject, { operation, ...context });
}

/** A 403; gateway responses can quote the context. */
export function denyAnswer(
  methodArn: string,
  operation: string,
  reason: 'scope-missing' | 'operation-unknown',
  identity?: Identity,
): AuthorizerAnswer {
  return answer('Deny', methodArn, identity?.subject, { operation, reason });
}

function answer(
  effect: 'Allow' | 'Deny',
  methodArn: string,
  subject: string | undefined,
  context: Readonly<Record<string, string>>,
): AuthorizerAnswer {
  // No policy is cached (TTL 0), so the wildcard of a long path reaches no other request.
  const resource = methodArn.length > maxResourceLength ? `${methodArn.slice(0, maxResourceLength - 1)}*` : methodArn;
  return {
    principalId: subject ?? 'anonymous',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: resource }],
    },
    context,
  };
}
