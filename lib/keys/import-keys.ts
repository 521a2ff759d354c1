import { ImportApiKeysCommand } from '@aws-sdk/client-api-gateway';
import { stringify } from 'csv-stringify/sync';
import { apiKeyForm } from '../../lambdas/core/keys/api-key-value.ts';
import { EXPIRES_TAG } from '../../lambdas/core/keys/key-tags.ts';
import { askAws } from '../aws/ask-aws.ts';
import { UserError } from '../errors.ts';
import { type ApiKey, keyState } from './api-key.ts';
import { apiKeysByValue, tagApiKey } from './api-keys.ts';
import type { GatewayAccess } from './gateway-access.ts';
import type { KeyFileLine } from './key-file.ts';
import { syncKeys } from './sync-keys.ts';
import { keysOfPlan, type UsagePlan, usagePlans } from './usage-plans.ts';

export interface Imported {
  /** Keys that API Gateway says it has taken. */
  readonly keys: number;
  readonly warnings: readonly string[];
}

export interface ImportProgress {
  /** Keys of the file that API Gateway has taken. */
  imported(keys: number): void;
}

/** Keys of one call: its answer names each, and a call that breaks off is made again. */
const PART = 500;

/**
 * Imports keys with their own values. The same value again overwrites, so an import that broke off is run again as it is.
 * @param plan for lines that name none
 */
export async function importKeys(
  access: GatewayAccess,
  lines: readonly KeyFileLine[],
  plan: UsagePlan | undefined,
  now: Date,
  progress: ImportProgress,
): Promise<Imported> {
  const plans = await usagePlans(access);
  const planIds = lines.map((line, index) => planIdOf(line, index + 2, plans, plan, access.stage));
  refuseRepeated(lines, access.stage);
  await refuseMoved(access, lines, planIds, plans);
  const known = await apiKeysByValue(access);
  const warnings: string[] = [];
  let keys = 0;
  for (let start = 0; start < lines.length; start += PART) {
    const part = lines.slice(start, start + PART);
    const body = stringify(
      part.map((line, index) => [
        line.name,
        line.value,
        line.description,
        // As a word: the library writes `false` as an empty field, which is true.
        String(line.isEnabled && !hasEnded(line, known.get(line.value), now)),
        planIds[start + index],
      ]),
      { header: true, columns: ['Name', 'Key', 'Description', 'Enabled', 'UsagePlanIds'] },
    );
    const input = { format: 'csv' as const, body: Buffer.from(body) };
    const answer = await askAws('import API keys', () => access.gateway.send(new ImportApiKeysCommand(input)));
    warnings.push(...(answer.warnings ?? []));
    keys += answer.ids?.length ?? 0;
    progress.imported(start + part.length);
  }
  await setExpiries(access, lines, plans);
  await syncKeys(access, now);
  return { keys, warnings };
}

/** For good: a file that was exported before must not let it in again. */
function hasEnded({ expiresAt }: KeyFileLine, known: ApiKey | undefined, now: Date): boolean {
  if (expiresAt !== undefined && expiresAt <= now) return true;
  return known !== undefined && ['revoked', 'expired'].includes(keyState(known, now));
}

/** A key is in one plan only for each stage: API Gateway would refuse the second, or count it twice. */
function planIdOf(
  { plans: named }: KeyFileLine,
  line: number,
  plans: readonly UsagePlan[],
  fallback: UsagePlan | undefined,
  stage: string,
): string | undefined {
  if (named.length === 0) return fallback?.id;
  const [planId, other] = new Set(named.map((word) => idOf(word, line, plans, stage)));
  if (other === undefined) return planId;
  throw new UserError(
    'INVALID_KEY_FILE',
    `line ${line} names several usage plans of the stage "${stage}" (${named.join(', ')}), expected one; nothing was imported`,
  );
}

function idOf(word: string, line: number, plans: readonly UsagePlan[], stage: string): string {
  const plan = plans.find(({ id, name }) => id === word || name === word);
  if (plan !== undefined) return plan.id;
  const known = plans.map(({ name }) => name).join(', ') || 'none';
  throw new UserError(
    'INVALID_KEY_FILE',
    `line ${line} names the usage plan "${word}", which the stage "${stage}" does not have (it has ${known}); nothing was imported`,
  );
}

async function refuseMoved(
  access: GatewayAccess,
  lines: readonly KeyFileLine[],
  planIds: readonly (string | undefined)[],
  plans: readonly UsagePlan[],
): Promise<void> {
  const wanted = new Map(lines.map(({ value }, index) => [value, { planId: planIds[index], line: index + 2 }]));
  for (const { id: planId, name } of plans) {
    for await (const { id, value } of keysOfPlan(access, planId)) {
      const other = wanted.get(value);
      if (other?.planId === undefined || other.planId === planId) continue;
      throw new UserError(
        'INVALID_KEY_FILE',
        `line ${other.line} has the key ${id}, which is in the plan "${name}": \`gatewright keys move\` puts it into another; nothing was imported`,
      );
    }
  }
}

function refuseRepeated(lines: readonly KeyFileLine[], stage: string): void {
  const seen = new Map<string, number>();
  for (const [index, { value }] of lines.entries()) {
    const earlier = seen.get(value);
    if (earlier !== undefined)
      throw new UserError(
        'INVALID_KEY_FILE',
        `lines ${earlier} and ${index + 2} have the same key, which would be one key for both; nothing was imported`,
      );
    if (apiKeyForm(value, stage) === 'mistyped')
      throw new UserError(
        'INVALID_KEY_FILE',
        `line ${index + 2} has a key that looks as if issued here, but its checksum is wrong: copy it again; nothing was imported`,
      );
    seen.set(value, index + 2);
  }
}

/** API Gateway's format knows no end of a key. */
async function setExpiries(
  access: GatewayAccess,
  lines: readonly KeyFileLine[],
  plans: readonly UsagePlan[],
): Promise<void> {
  const ends = new Map(lines.flatMap(({ value, expiresAt }) => (expiresAt ? [[value, expiresAt] as const] : [])));
  if (ends.size === 0) return;
  for (const { id: planId } of plans) {
    for await (const { id, value } of keysOfPlan(access, planId)) {
      const end = ends.get(value);
      if (end !== undefined) await tagApiKey(access, id, { [EXPIRES_TAG]: end.toISOString() });
    }
  }
}
