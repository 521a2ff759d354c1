import { asObject, type JsonObject } from '../json-values.ts';
import type { PolicyStatement } from './evaluate-policy.ts';

/** The statements of a policy document; a string says what is wrong with it. */
export function readStatements(policy: JsonObject | undefined): PolicyStatement[] | string {
  if (policy === undefined) return 'policyDocument is not an object';
  const values = Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement];
  const statements: PolicyStatement[] = [];
  for (const value of values) {
    const statement = readStatement(asObject(value));
    if (typeof statement === 'string') return statement;
    statements.push(statement);
  }
  return statements;
}

function readStatement(statement: JsonObject | undefined): PolicyStatement | string {
  const effect = statement?.Effect;
  if (statement === undefined || (effect !== 'Allow' && effect !== 'Deny'))
    return 'a policy statement without Effect Allow or Deny';
  const actions = readPatterns(statement, 'Action');
  const resources = readPatterns(statement, 'Resource');
  if (actions === undefined || resources === undefined) return 'a policy statement without Action or Resource';
  const condition = asObject(statement.Condition);
  return {
    effect,
    actions,
    resources,
    everybody: isEverybody(statement),
    ...(condition !== undefined && { condition }),
  };
}

/** An authorizer's policy names nobody; a resource policy may name principals, and an anonymous caller is none of them. */
function isEverybody({ Principal, NotPrincipal }: JsonObject): boolean {
  if (NotPrincipal !== undefined) return true;
  const principal = asObject(Principal)?.AWS ?? Principal;
  const names = Array.isArray(principal) ? principal : [principal];
  return principal === undefined || names.includes('*');
}

function readPatterns(statement: JsonObject, key: 'Action' | 'Resource'): PolicyStatement['actions'] | undefined {
  const not = statement[`Not${key}`] !== undefined;
  const value = not ? statement[`Not${key}`] : statement[key];
  const patterns = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(patterns) || patterns.length === 0 || !patterns.every((item) => typeof item === 'string'))
    return undefined;
  return { not, patterns };
}
