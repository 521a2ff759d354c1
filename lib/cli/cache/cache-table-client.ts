/** EDGE: the cache's table, for operators. The rows are those of `lambdas/core/caching/rows.ts`, as its table stores them. */
import { createHash } from 'node:crypto';
import { DescribeTableCommand, DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { PURGES } from '../../../lambdas/core/caching/cache-key.ts';
import type { Purges } from '../../../lambdas/core/caching/purges.ts';
import { LONGEST_KEPT } from '../../../lambdas/core/caching/stored-response.ts';
import { UserError } from '../../errors.ts';
import type { TableOptions } from './cache-options.ts';

export interface CacheTableClient {
  purges(): Promise<Purges>;
  /** Each attribute by itself, so that two operators at once do not lose a word of each other. */
  purge(scopes: Purges, gone: readonly string[]): Promise<void>;
  /** Responses of a tag count from an instant on. */
  endTag(key: string, instant: number): Promise<void>;
  describe(): Promise<{ readonly items: number; readonly bytes: number }>;
}

/** DynamoDB's own attributes of a row beside the scopes. */
const OWN = new Set(['pk', 'ttl']);

export function cacheTableClient({ table, region, endpoint }: TableOptions): CacheTableClient {
  const client = new DynamoDBClient({ ...(region && { region }), ...(endpoint && { endpoint, ...local(region) }) });
  const key = (name: string) => ({ pk: { S: createHash('sha256').update(name).digest('base64url') } });
  return {
    async purges() {
      const { Item = {} } = await asked(
        table,
        client.send(new GetItemCommand({ TableName: table, Key: key(PURGES), ConsistentRead: true })),
      );
      return Object.fromEntries(
        Object.entries(Item).flatMap(([scope, value]) => (OWN.has(scope) ? [] : [[scope, Number(value.N)]])),
      );
    },
    async purge(scopes, gone) {
      const set = Object.entries({ ...scopes, ttl: FOR_EVER });
      const names = [...set.map(([scope]) => scope), ...gone];
      const update = {
        TableName: table,
        Key: key(PURGES),
        UpdateExpression: `SET ${set.map((_, index) => `#n${index} = :v${index}`).join(', ')}${
          gone.length === 0 ? '' : ` REMOVE ${gone.map((_, index) => `#n${set.length + index}`).join(', ')}`
        }`,
        ExpressionAttributeNames: Object.fromEntries(names.map((name, index) => [`#n${index}`, name])),
        ExpressionAttributeValues: Object.fromEntries(
          set.map(([, value], index) => [`:v${index}`, { N: String(value) }]),
        ),
      };
      await asked(table, client.send(new UpdateItemCommand(update)));
    },
    async endTag(tag, instant) {
      const update = {
        TableName: table,
        Key: key(tag),
        UpdateExpression: 'SET #b = :b, #t = :t',
        ExpressionAttributeNames: { '#b': 'b', '#t': 'ttl' },
        ExpressionAttributeValues: {
          ':b': { N: String(instant) },
          ':t': { N: String(Math.ceil((instant + 2 * LONGEST_KEPT) / 1000)) },
        },
      };
      await asked(table, client.send(new UpdateItemCommand(update)));
    },
    async describe() {
      const { Table } = await asked(table, client.send(new DescribeTableCommand({ TableName: table })));
      return { items: Table?.ItemCount ?? 0, bytes: Table?.TableSizeBytes ?? 0 };
    },
  };
}

/** Seconds since the epoch, in the year 2100: one small row. */
const FOR_EVER = 4_102_444_800;

/** The local DynamoDB takes any credentials. */
const local = (region = 'us-east-1') => ({ region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });

async function asked<Answer>(table: string, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    const found = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const advice = 'check --table, --region, --endpoint and your credentials';
    throw new UserError('TABLE_UNREACHABLE', `cannot use the table "${table}" (${found}): ${advice}`, { cause: error });
  }
}
