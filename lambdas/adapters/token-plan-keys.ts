/**
 * The API keys by which API Gateway meters callers that send none: a key's value is derived from who calls, under a secret,
 * so that nobody can send it, and nothing has to be stored of it but what the state table knows of every key.
 */
import type { Identity, PlanKey } from '../core/authorization/credential.ts';
import { type KeyRecord, keyRow } from '../core/authorization/key-record.ts';

export interface TokenPlanKeys {
  /**
   * The caller's own key, where the operator has issued one, else that of the default plan, which all others share. Rejects where it
   * cannot be known.
   */
  of(identity: Pick<Identity, 'issuer' | 'subject'>, now: number): Promise<TokenPlanKey>;
}

export type TokenPlanKey =
  | { readonly kind: 'key'; readonly planKey: PlanKey }
  /** The operator has let it end. */
  | { readonly kind: 'expired' };

export interface TokenPlanKeysParts {
  readonly defaultPlan: string;
  /** Of Secrets Manager. */
  readonly readSecret: (now: number) => Promise<string>;
  /** The row of that partition key in the state table. Rejects where the table cannot be asked. */
  readonly readKey: (pk: string, now: number) => Promise<KeyRecord | undefined>;
}

export function createTokenPlanKeys({ defaultPlan, readSecret, readKey }: TokenPlanKeysParts): TokenPlanKeys {
  return {
    async of({ issuer, subject }, now) {
      const secret = await readSecret(now);
      const own = consumerKeyValue(secret, { issuer, subject });
      const record = await readKey(keyRow(sha256(own)), now);
      if (record?.expires !== undefined && now >= record.expires * 1000) return { kind: 'expired' };
      if (record !== undefined) return { kind: 'key', planKey: { ...record, value: own } };
      const value = planKeyValue(secret, defaultPlan);
      return { kind: 'key', planKey: { value, id: '', consumer: '', plan: defaultPlan } };
    },
  };
}

/** Value of the key that meters one caller's requests: 64 characters, as API Gateway allows 20 to 128. */
export function consumerKeyValue(secret: string, { issuer, subject }: Pick<Identity, 'issuer' | 'subject'>): string {
  return hmac(secret, ['consumer', issuer, subject]);
}

/** Value of the key that meters whoever has none in a plan. */
export function planKeyValue(secret: string, plan: string): string {
  return hmac(secret, ['plan', plan]);
}

/** As JSON, so that no two lists of texts are one. `node:crypto` costs a cold start 4 ms, so it is loaded when needed. */
function hmac(secret: string, parts: readonly string[]): string {
  const { createHmac } = process.getBuiltinModule('node:crypto');
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('hex');
}

function sha256(text: string): string {
  return process.getBuiltinModule('node:crypto').hash('sha256', text);
}
