import { randomInt } from 'node:crypto';
import { newApiKeyValue } from '../../lambdas/core/keys/api-key-value.ts';
import { CONSUMER_TAG, DERIVED_TAG, EXPIRES_TAG, UNFINISHED_TAG } from '../../lambdas/core/keys/key-tags.ts';
import { UserError } from '../errors.ts';
import type { ApiKey } from './api-key.ts';
import { apiKeyValue, createApiKey, listApiKeys, untagApiKey } from './api-keys.ts';
import type { GatewayAccess } from './gateway-access.ts';
import { writeRecords } from './key-records.ts';
import { attachKey, type UsagePlan } from './usage-plans.ts';

export interface IssueRequest {
  readonly plan: UsagePlan;
  /** Derived from who calls, and from what in words; default: a new one. */
  readonly derived?: { readonly value: string; readonly from: string };
  readonly consumer: string;
  readonly description?: string;
  readonly expiresAt: Date | undefined;
  /** Tags of the key, by name. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface IssuedKey {
  readonly id: string;
  readonly value: string;
  readonly plan: string;
  readonly consumer: string;
  readonly expiresAt: Date | undefined;
}

/**
 * Makes a key, puts it into its plan, and hands it over; until that is done, a tag says so, and the same call goes on with
 * the same key. So an interrupted one neither loses a key nor makes two.
 * @param before what else belongs to the key before anybody has it
 * @param handOver shows the key; what it does once is seen by somebody
 */
export async function issueKey(
  access: GatewayAccess,
  request: IssueRequest,
  handOver: (key: IssuedKey) => void,
  { task = `issue ${request.plan.id}`, before }: { task?: string; before?: (id: string) => Promise<void> } = {},
): Promise<void> {
  const { plan, consumer } = request;
  const key = (await unfinishedKey(access, consumer, task)) ?? (await makeKey(access, request, task));
  await attachKey(access, plan.id, key.id);
  await writeRecords(access, [{ ...key, consumer, plan }]);
  await before?.(key.id);
  handOver({ ...key, plan: plan.name, consumer });
  await untagApiKey(access, key.id, [UNFINISHED_TAG]);
}

interface MadeKey {
  readonly id: string;
  readonly value: string;
  readonly expiresAt: Date | undefined;
}

/** What an interrupted call left. */
async function unfinishedKey(access: GatewayAccess, consumer: string, task: string): Promise<MadeKey | undefined> {
  for await (const key of listApiKeys(access, consumer)) {
    if (isLeftBy(key, consumer, task))
      return { id: key.id, value: await apiKeyValue(access, key.id), expiresAt: key.expiresAt };
  }
  return undefined;
}

const isLeftBy = ({ consumer, unfinished, revokedAt }: ApiKey, wanted: string, task: string): boolean =>
  consumer === wanted && unfinished === task && revokedAt === undefined;

async function makeKey(access: GatewayAccess, request: IssueRequest, task: string): Promise<MadeKey> {
  const { consumer, description = '', expiresAt, metadata, derived } = request;
  const value = derived?.value ?? newApiKeyValue(access.stage, randomInt);
  const tags = {
    ...metadata,
    ...(derived && { [DERIVED_TAG]: derived.from }),
    [CONSUMER_TAG]: consumer,
    [UNFINISHED_TAG]: task,
    ...(expiresAt && { [EXPIRES_TAG]: expiresAt.toISOString() }),
  };
  const id = await createApiKey(access, { consumer, value, description, tags });
  if (id !== 'taken') return { id, value, expiresAt };
  // Nobody else draws this value: an attempt of this call was heard although its answer was lost.
  const made = await unfinishedKey(access, consumer, task);
  if (made === undefined && derived)
    throw new UserError(
      'KEY_SETTLED',
      `there is a key of ${derived.from} already: \`gatewright keys list --all\` shows it, \`keys move\` puts it into another plan`,
    );
  if (made === undefined) throw new Error('API Gateway says that a new random value is taken');
  return made;
}
