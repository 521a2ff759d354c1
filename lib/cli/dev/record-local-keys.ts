/** EDGE: what the local authorizer asks for of the keys of plans, written as the commands for keys write it. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { planKeyValue } from '../../../lambdas/adapters/token-plan-keys.ts';
import type { ApiModel } from '../../compiler/index.ts';
import { createApiKey } from '../../keys/api-keys.ts';
import { accessGateway, type GatewayAccess } from '../../keys/gateway-access.ts';
import { writeRecords } from '../../keys/key-records.ts';
import { attachKey, findPlan } from '../../keys/usage-plans.ts';
import type { LocalKey } from './issue-local-keys.ts';

export interface LocalRecords {
  /** Of the local gateway. */
  readonly url: string;
  readonly model: ApiModel;
  readonly keys: readonly LocalKey[];
  /** What the secret is called that keys of callers without one are derived from; `undefined`: there are none. */
  readonly planKeySecret: string | undefined;
  readonly secretsFile: string;
}

/** May be done again. */
export async function recordLocalKeys({ url, model, keys, planKeySecret, secretsFile }: LocalRecords): Promise<void> {
  const access = await accessGateway({ endpoint: url });
  for (const { id, plan, value } of keys) {
    const { id: planId } = await findPlan(access, plan);
    const record = { id, value, consumer: 'local-developer', plan: { id: planId, name: plan }, expiresAt: undefined };
    await writeRecords(access, [record]);
  }
  const plan = model.plans.find((one) => one.default)?.name;
  if (planKeySecret === undefined || plan === undefined) return;
  await issueDefaultKey(access, plan, planKeyValue(secretOf(secretsFile, planKeySecret), plan));
}

/** Counts whoever comes without a key. */
async function issueDefaultKey(access: GatewayAccess, plan: string, value: string): Promise<void> {
  const draft = { consumer: 'callers without a key', description: 'issued by gatewright dev', tags: {}, value };
  const id = await createApiKey(access, draft);
  if (id !== 'taken') await attachKey(access, (await findPlan(access, plan)).id, id);
}

/** Kept from one start to the next, as the keys are. */
function secretOf(file: string, name: string): string {
  const known: Readonly<Record<string, unknown>> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const secret = Object.hasOwn(known, name) ? known[name] : undefined;
  if (typeof secret === 'string') return secret;
  const made = randomBytes(32).toString('hex');
  writeFileSync(file, `${JSON.stringify({ ...known, [name]: made }, undefined, 2)}\n`, { mode: 0o600 });
  return made;
}
