import { matchWildcard } from './match-wildcard.ts';

export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  /** With `not`: all but these. */
  readonly actions: { readonly not: boolean; readonly patterns: readonly string[] };
  readonly resources: { readonly not: boolean; readonly patterns: readonly string[] };
  /** Conditions are not evaluated: such an Allow does not apply, such a Deny does. */
  readonly conditional: boolean;
}

export type PolicyDecision = 'allow' | 'explicit-deny' | 'implicit-deny';

/** IAM's evaluation of an authorizer's policy for `execute-api:Invoke` on one method: Deny, else Allow, else implicit deny. */
export function evaluatePolicy(statements: readonly PolicyStatement[], methodArn: string): PolicyDecision {
  let allowed = false;
  for (const statement of statements) {
    if (!applies(statement, methodArn)) continue;
    if (statement.effect === 'Deny') return 'explicit-deny';
    allowed ||= !statement.conditional;
  }
  return allowed ? 'allow' : 'implicit-deny';
}

function applies(statement: PolicyStatement, methodArn: string): boolean {
  const action = statement.actions.patterns.some((pattern) =>
    matchWildcard(pattern.toLowerCase(), 'execute-api:invoke'),
  );
  if (action === statement.actions.not) return false;
  const resource = statement.resources.patterns.some(
    (pattern) => pattern === methodArn || matchWildcard(pattern, methodArn),
  );
  return resource !== statement.resources.not;
}
