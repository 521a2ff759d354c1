import type { Located } from '../dialects/normal-document.ts';
import { member } from '../plain-object.ts';

/** ARNs of the pools of a scheme of Cognito, which `schemeSettings` has looked at. */
export function userPools(scheme: Located | undefined): readonly string[] {
  const pools = member(member(scheme?.value, 'x-gateway'), 'userPools');
  return Array.isArray(pools) ? pools.filter((pool) => typeof pool === 'string') : [];
}
