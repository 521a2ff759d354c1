import { EXPIRES_TAG } from '../../lambdas/core/keys/key-tags.ts';
import { type ApiKey, keyState } from './api-key.ts';
import { listApiKeys, tagApiKey } from './api-keys.ts';
import { endOfKey } from './end-of-key.ts';
import type { GatewayAccess } from './gateway-access.ts';
import { differingRecords, type KeyEntry, writeRecords } from './key-records.ts';
import { keysOfPlan, usagePlans } from './usage-plans.ts';

export interface Synced {
  readonly keys: number;
  /** Rows that were missing or said something else. */
  readonly repaired: number;
}

/** Keys whose rows are looked at together. */
const PART = 500;

/** Makes the table know the keys of the stage's plans as API Gateway does, whoever made them. */
export async function syncKeys(
  access: GatewayAccess,
  now: Date,
  progress: (keys: number) => void = () => undefined,
): Promise<Synced> {
  const known = new Map<string, ApiKey>();
  for await (const key of listApiKeys(access)) known.set(key.id, key);
  let [keys, repaired] = [0, 0];
  for await (const part of inParts(recordsOf(access, known, now))) {
    const wrong = await differingRecords(access, part);
    await writeRecords(access, wrong);
    keys += part.length;
    repaired += wrong.length;
    progress(keys);
  }
  return { keys, repaired };
}

async function* recordsOf(
  access: GatewayAccess,
  known: ReadonlyMap<string, ApiKey>,
  now: Date,
): AsyncGenerator<KeyEntry> {
  for (const plan of await usagePlans(access)) {
    for await (const { id, name, value } of keysOfPlan(access, plan.id)) {
      const key = known.get(id);
      const isRevoked = key && keyState(key, now) === 'revoked';
      const expiresAt = isRevoked ? key.revokedAt : key && endOfKey(plan, key.createdAt, key.expiresAt);
      // By its tag the scheduled function knows when to disable it.
      if (!isRevoked && expiresAt && expiresAt.getTime() !== key?.expiresAt?.getTime())
        await tagApiKey(access, id, { [EXPIRES_TAG]: expiresAt.toISOString() });
      yield { id, value, consumer: key?.consumer ?? name, plan, expiresAt };
    }
  }
}

async function* inParts(records: AsyncIterable<KeyEntry>): AsyncGenerator<readonly KeyEntry[]> {
  let part: KeyEntry[] = [];
  for await (const record of records) {
    part.push(record);
    if (part.length < PART) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
