/** EDGE: API keys in API Gateway. Each call may be made again: it leaves what is so already as it is. */
import {
  ConflictException,
  CreateApiKeyCommand,
  DeleteApiKeyCommand,
  GetApiKeyCommand,
  NotFoundException,
  paginateGetApiKeys,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateApiKeyCommand,
} from '@aws-sdk/client-api-gateway';
import { apiKeyArn } from '../../lambdas/core/keys/resource-arn.ts';
import { askAws } from '../aws/ask-aws.ts';
import { UserError } from '../errors.ts';
import { type ApiKey, readApiKey } from './api-key.ts';
import type { GatewayAccess } from './gateway-access.ts';

export interface ApiKeyDraft {
  readonly consumer: string;
  readonly value: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** API Gateway's largest page. */
const PAGE = 500;

/** @param namePrefix case-sensitive, as API Gateway looks for names */
export async function* listApiKeys({ gateway }: GatewayAccess, namePrefix?: string): AsyncGenerator<ApiKey> {
  const query = namePrefix === undefined ? {} : { nameQuery: namePrefix };
  const pages = paginateGetApiKeys({ client: gateway, pageSize: PAGE }, query);
  for (;;) {
    const page = await askAws('list API keys', () => pages.next());
    if (page.done) return;
    yield* (page.value.items ?? []).map(readApiKey);
  }
}

/** All of them by their values. */
export async function apiKeysByValue({ gateway }: GatewayAccess): Promise<ReadonlyMap<string, ApiKey>> {
  const keys = new Map<string, ApiKey>();
  await askAws('list API keys', async () => {
    const pages = paginateGetApiKeys({ client: gateway, pageSize: PAGE }, { includeValues: true });
    for await (const { items = [] } of pages) for (const key of items) keys.set(key.value ?? '', readApiKey(key));
  });
  return keys;
}

/** @returns `undefined` where there is none of this id */
export async function getApiKey({ gateway }: GatewayAccess, id: string): Promise<ApiKey | undefined> {
  return askAws(`read API key ${id}`, async () => {
    try {
      return readApiKey(await gateway.send(new GetApiKeyCommand({ apiKey: id })));
    } catch (error) {
      if (error instanceof NotFoundException) return undefined;
      throw error;
    }
  });
}

/** The secret itself: for who is to be given it, and for the hash in the table. */
export async function apiKeyValue({ gateway }: GatewayAccess, id: string): Promise<string> {
  const { value } = await askAws(`read API key ${id}`, () =>
    gateway.send(new GetApiKeyCommand({ apiKey: id, includeValue: true })),
  );
  if (value === undefined) throw new Error(`API Gateway gave no value of the key ${id}`);
  return value;
}

/** @returns its id, or `taken`: a key has this value, which an earlier try of this very call may have made */
export async function createApiKey({ gateway }: GatewayAccess, draft: ApiKeyDraft): Promise<string | 'taken'> {
  const { consumer, value, description, tags } = draft;
  return askAws('create an API key', async () => {
    try {
      const input = { name: consumer, value, description, enabled: true, tags: { ...tags } };
      return (await gateway.send(new CreateApiKeyCommand(input))).id ?? '';
    } catch (error) {
      if (error instanceof ConflictException) return 'taken';
      throw error;
    }
  });
}

export async function enableApiKey({ gateway }: GatewayAccess, id: string, isEnabled: boolean): Promise<void> {
  const patchOperations = [{ op: 'replace' as const, path: '/enabled', value: String(isEnabled) }];
  await askAws(`${isEnabled ? 'enable' : 'disable'} API key ${id}`, () =>
    gateway.send(new UpdateApiKeyCommand({ apiKey: id, patchOperations })),
  );
}

export async function deleteApiKey({ gateway }: GatewayAccess, id: string): Promise<void> {
  await askAws(`delete API key ${id}`, () => gateway.send(new DeleteApiKeyCommand({ apiKey: id })));
}

export async function tagApiKey(
  access: GatewayAccess,
  id: string,
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  const input = { resourceArn: apiKeyArn(access.region, id), tags: { ...tags } };
  await askAws(`tag API key ${id}`, () => access.gateway.send(new TagResourceCommand(input)));
}

export async function untagApiKey(access: GatewayAccess, id: string, names: readonly string[]): Promise<void> {
  const input = { resourceArn: apiKeyArn(access.region, id), tagKeys: [...names] };
  await askAws(`untag API key ${id}`, () => access.gateway.send(new UntagResourceCommand(input)));
}

/** Key by its id, or by its consumer where that one has a single key that works. */
export async function findApiKey(access: GatewayAccess, wanted: string): Promise<ApiKey> {
  const byId = /^[a-z0-9]{10}$/.test(wanted) ? await getApiKey(access, wanted) : undefined;
  if (byId !== undefined) return byId;
  const found: ApiKey[] = [];
  for await (const key of listApiKeys(access, wanted)) if (key.consumer === wanted) found.push(key);
  const living = found.filter(({ revokedAt, successor }) => revokedAt === undefined && successor === undefined);
  const [key] = living;
  if (key !== undefined && living.length === 1) return key;
  const ids = (living.length === 0 ? found : living).map(({ id }) => id).join(', ');
  const none = found.length === 0 ? 'no API key' : `only API keys that were revoked or replaced (${ids})`;
  const problem = living.length === 0 ? none : `${living.length} API keys (${ids})`;
  throw new UserError(
    'KEY_NOT_FOUND',
    `found ${problem} of the id or consumer "${wanted}", expected one: give an id that \`gatewright keys list\` shows`,
  );
}
