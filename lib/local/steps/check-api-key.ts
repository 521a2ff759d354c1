import type { PlanDirectory, StagePlan } from '../plans/plan-directory.ts';
import type { ApiKeyStore } from '../state/local-state.ts';
import type { Exchange, ExchangeApiKey, Refusal } from './exchange.ts';
import { readHeader } from './read-header.ts';
import { INVALID_API_KEY } from './refusals.ts';

export interface KeyAdmission {
  readonly kind: 'admitted';
  readonly apiKey: ExchangeApiKey;
  readonly stagePlan: StagePlan;
}

/**
 * Checks the key of a method that requires one: it must exist, be enabled and be in a plan of this stage.
 * @param usageIdentifierKey what the authorizer named, for APIs that take the key from there
 * @param keyDelay milliseconds before a new key works
 */
export function checkApiKey(
  exchange: Exchange,
  usageIdentifierKey: string | undefined,
  keys: Pick<ApiKeyStore, 'findByValue'>,
  plans: Pick<PlanDirectory, 'planOf'>,
  keyDelay: number,
): KeyAdmission | Refusal {
  const { api, name } = exchange.stage;
  const value =
    api.apiKeySource === 'AUTHORIZER' ? usageIdentifierKey : readHeader(exchange.request.rawHeaders, 'x-api-key');
  const key = value === undefined ? undefined : keys.findByValue(value);
  if (!key?.enabled || exchange.now - key.createdDate < keyDelay) return INVALID_API_KEY;
  const stagePlan = plans.planOf(key.id, api.id, name);
  return stagePlan === undefined
    ? INVALID_API_KEY
    : { kind: 'admitted', apiKey: { kind: 'api-key', id: key.id, value: key.value }, stagePlan };
}
