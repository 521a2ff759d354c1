/** EDGE: what the gateway's functions know of keys, rows of the table `state`. Every write may be made again. */
import { createHash } from 'node:crypto';
import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { keyItem, keyRow } from '../../lambdas/core/authorization/key-record.ts';
import { expiryRow } from '../../lambdas/core/keys/key-expiries.ts';
import { askAws } from '../aws/ask-aws.ts';
import type { GatewayAccess } from './gateway-access.ts';

/** Of one key; its value is stored as a hash only. */
export interface KeyEntry {
  readonly value: string;
  readonly id: string;
  readonly consumer: string;
  readonly plan: { readonly id: string; readonly name: string };
  readonly expiresAt: Date | undefined;
}

/** DynamoDB's own limits of a batch. */
const MOST_READ = 100;
const MOST_WRITTEN = 25;

export async function writeRecords(access: GatewayAccess, records: readonly KeyEntry[]): Promise<void> {
  for (let start = 0; start < records.length; start += MOST_WRITTEN) {
    const part = records.slice(start, start + MOST_WRITTEN);
    let rest = part.map((record) => ({ PutRequest: { Item: itemOf(record) } }));
    while (rest.length > 0) {
      const RequestItems = { [access.stateTable]: rest };
      const { UnprocessedItems } = await askAws('write to the table of keys', () =>
        access.tables.send(new BatchWriteItemCommand({ RequestItems })),
      );
      rest = (UnprocessedItems?.[access.stateTable] ?? []) as typeof rest; // what was sent, or less of it
    }
  }
  for (const { id, expiresAt } of records) if (expiresAt !== undefined) await scheduleExpiry(access, id, expiresAt);
}

/** Those of the records that the table does not hold just so. */
export async function differingRecords(
  access: GatewayAccess,
  records: readonly KeyEntry[],
): Promise<readonly KeyEntry[]> {
  const found = new Map<string, string>();
  for (let start = 0; start < records.length; start += MOST_READ) {
    const rows = new Set(records.slice(start, start + MOST_READ).map(({ value }) => recordKey(value)));
    let Keys = [...rows].map((row) => ({ pk: { S: row } }));
    while (Keys.length > 0) {
      const RequestItems = { [access.stateTable]: { Keys } };
      const { Responses, UnprocessedKeys } = await askAws('read the table of keys', () =>
        access.tables.send(new BatchGetItemCommand({ RequestItems })),
      );
      for (const item of Responses?.[access.stateTable] ?? []) found.set(item.pk?.S ?? '', comparable(item));
      Keys = (UnprocessedKeys?.[access.stateTable]?.Keys ?? []) as typeof Keys; // what was sent, or less of it
    }
  }
  return records.filter((record) => found.get(recordKey(record.value)) !== comparable(itemOf(record)));
}

/** The scheduled function disables the key then. */
async function scheduleExpiry(access: GatewayAccess, id: string, at: Date): Promise<void> {
  const { pk, ttl } = expiryRow(id, at.getTime());
  const update = {
    TableName: access.stateTable,
    Key: { pk: { S: pk } },
    UpdateExpression: 'SET #key = :at, #ttl = :ttl',
    ExpressionAttributeNames: { '#key': id, '#ttl': 'ttl' },
    ExpressionAttributeValues: { ':at': { N: String(at.getTime()) }, ':ttl': { N: String(ttl) } },
  };
  await askAws('write to the table of keys', () => access.tables.send(new UpdateItemCommand(update)));
}

const recordKey = (value: string): string => keyRow(createHash('sha256').update(value).digest('hex'));

function itemOf({ value, id, consumer, plan, expiresAt }: KeyEntry): Record<string, AttributeValue> {
  const expires = expiresAt && { expires: Math.floor(expiresAt.getTime() / 1000) };
  return {
    pk: { S: recordKey(value) },
    ...keyItem({ id, consumer: quotable(consumer), plan: plan.name, ...expires }),
    planId: { S: plan.id },
  };
}

/** A key made elsewhere is called anything, and its consumer stands between quotes in lines of access logs. */
const quotable = (name: string): string => name.replaceAll(/["\\\p{Cc}]/gu, '_');

const comparable = (item: Record<string, AttributeValue>): string =>
  JSON.stringify(Object.entries(item).sort(([one], [other]) => (one < other ? -1 : 1)));
