import type { JsonObject } from '../json-values.ts';
import { type ConditionKeys, conditionHolds } from './evaluate-condition.ts';
import { matchWildcard } from './match-wildcard.ts';

export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  /** With `not`: all but these. */
  readonly actions: { readonly not: boolean; readonly patterns: readonly string[] };
  readonly resources: { readonly not: boolean; readonly patterns: readonly string[] };
  /** Whether it speaks of callers without AWS's signature too. */
  readonly everybody: boolean;
  readonly condition?: JsonObject;
}

export type PolicyDecision = 'allow' | 'explicit-deny' | 'implicit-deny';

/** IAM's evaluation of a policy for `execute-api:Invoke` on one method: Deny, else Allow, else implicit deny. @param keys asked for where a statement has a condition */
export function evaluatePolicy(
  statements: readonly PolicyStatement[],
  methodArn: string,
  keys: () => ConditionKeys,
): PolicyDecision {
  let allowed = false;
  for (const statement of statements) {
    if (!applies(statement, methodArn)) continue;
    // What cannot be known here fails closed: such an Allow does not apply, such a Deny does.
    const held = statement.condition === undefined ? true : conditionHolds(statement.condition, keys());
    if (statement.effect === 'Deny' && held !== false) return 'explicit-deny';
    allowed ||= statement.effect === 'Allow' && held === true;
  }
  return allowed ? 'allow' : 'implicit-deny';
}

function applies(statement: PolicyStatement, methodArn: string): boolean {
  if (!statement.everybody) return false;
  const action = statement.actions.patterns.some((pattern) =>
    matchWildcard(pattern.toLowerCase(), 'execute-api:invoke'),
  );
  if (action === statement.actions.not) return false;
  const resource = statement.resources.patterns.some(
    (pattern) => pattern === methodArn || matchWildcard(pattern, methodArn),
  );
  return resource !== statement.resources.not;
}
