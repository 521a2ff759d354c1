import { conditionKeys } from './condition-keys.ts';
import { evaluatePolicy, type PolicyDecision } from './evaluate-policy.ts';
import type { Exchange } from './exchange.ts';

/** What the API's resource policy says of an anonymous caller; `undefined`: there is none. */
export function checkResourcePolicy(exchange: Exchange, methodArn: string): PolicyDecision | undefined {
  const { policy } = exchange.stage.api;
  return policy && evaluatePolicy(policy, methodArn, () => conditionKeys(exchange));
}
