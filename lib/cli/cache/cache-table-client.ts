/** EDGE: the cache's table, for operators. The rows are those of `lambdas/core/caching/rows.ts`, as its table stores them. */
import { createHash } from 'node:crypto';
import {
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ResourceNotFoundException,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { PURGES } from '../../../lambdas/core/caching/cache-key.ts';
import type { Purges } from '../../../lambdas/core/caching/purges.ts';
import { LONGEST_KEPT } from '../../../lambdas/core/caching/stored-response.ts';
import { parseHttpDate } from '../../../lambdas/core/fields/http-date.ts';
import { askAws } from '../../aws/ask-aws.ts';
import { clientSettings } from '../../aws/client-settings.ts';
import { UserError } from '../../errors.ts';
import type { TableOptions } from './cache-options.ts';

export interface CacheTableClient {
  purges(): Promise<Purges>;
  /** Each attribute by itself, so that two operators at once do not lose a word of each other. */
  purge(scopes: Purges, gone: readonly string[]): Promise<void>;
  /** Responses of a tag count from an instant on. */
  endTag(key: string, instant: number): Promise<void>;
  describe(): Promise<TableDescription>;
}

export interface TableDescription {
  readonly items: number;
  readonly bytes: number;
  /** As the gateway's other table is, which holds what must last. */
  readonly isProtected: boolean;
  /**
   * Milliseconds since the epoch by the table's clock, at most a second ahead: a purge by a clock that is behind would let
   * pass what was stored last.
   */
  readonly now: number;
}

/** DynamoDB's own attributes of a row beside the scopes. */
const OWN = new Set(['pk', 'ttl']);

export function cacheTableClient({ table, ...place }: TableOptions): CacheTableClient {
  const client = new DynamoDBClient(clientSettings(place));
  const clock = serverClock(client);
  const key = (name: string) => ({ pk: { S: createHash('sha256').update(name).digest('base64url') } });
  return {
    async purges() {
      const { Item = {} } = await ask(table, () =>
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
      await ask(table, () => client.send(new UpdateItemCommand(update)));
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
      await ask(table, () => client.send(new UpdateItemCommand(update)));
    },
    async describe() {
      const { Table } = await ask(table, () => client.send(new DescribeTableCommand({ TableName: table })));
      const {
        ItemCount: items = 0,
        TableSizeBytes: bytes = 0,
        DeletionProtectionEnabled: isProtected = false,
      } = Table ?? {};
      return { items, bytes, isProtected, now: clock() };
    },
  };
}

/** The `Date` of its last answer, whole seconds, and what may be missing of the second; without one, this machine's clock. */
function serverClock(client: DynamoDBClient): () => number {
  let last = Number.NaN;
  client.middlewareStack.add(
    (next) => async (sent) => {
      const answer = await next(sent);
      const { headers } = Object(answer.response) as { headers?: Readonly<Record<string, string>> };
      last = parseHttpDate(headers?.date ?? '', Date.now()) ?? Number.NaN;
      return answer;
    },
    { step: 'deserialize' },
  );
  return () => (Number.isNaN(last) ? Date.now() : last + 999);
}

/** Seconds since the epoch, in the year 2100: one small row. */
const FOR_EVER = 4_102_444_800;

/** Asks the table; one that is not there is told by what it is called where. */
async function ask<Answer>(table: string, call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await askAws(`use the table "${table}"`, call);
  } catch (error) {
    if (!(error instanceof UserError && error.cause instanceof ResourceNotFoundException)) throw error;
    const advice = 'take the name of the stack’s output CacheTable, and its --region; `dev` prints the local one';
    throw new UserError('TABLE_NOT_FOUND', `there is no table "${table}": ${advice}`, { cause: error.cause });
  }
}
