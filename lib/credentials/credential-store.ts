/** EDGE: credentials of a gateway's schemes, rows of its table `state`. Secrets are in none of them. */
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { CredentialRecord } from '../../lambdas/core/authorization/credentials/credential-record.ts';
import { askAws } from '../aws/ask-aws.ts';
import { UserError } from '../errors.ts';
import type { GatewayAccess } from '../keys/gateway-access.ts';
import type { Holder } from './holder.ts';

export interface CredentialStore {
  holder(row: string): Promise<Holder | undefined>;
  /** @param before as it was read: of two commands at a time one fails */
  putHolder(row: string, holder: Holder, before: Holder | undefined): Promise<void>;
  record(row: string): Promise<CredentialRecord | undefined>;
  putRecord(row: string, record: CredentialRecord): Promise<void>;
  remove(row: string): Promise<void>;
}

export function credentialStore({
  tables,
  stateTable: TableName,
}: Pick<GatewayAccess, 'tables' | 'stateTable'>): CredentialStore {
  const keyOf = (row: string) => ({ pk: { S: row } });
  const read = async (row: string): Promise<unknown> => {
    const { Item } = await askAws('read the table of credentials', () =>
      tables.send(new GetItemCommand({ TableName, Key: keyOf(row), ConsistentRead: true })),
    );
    return Item?.record?.S === undefined ? undefined : JSON.parse(Item.record.S);
  };
  const put = (row: string, value: object, condition: object = {}) => {
    const Item = { ...keyOf(row), record: { S: JSON.stringify(value) } };
    return askAws('write to the table of credentials', () =>
      tables.send(new PutItemCommand({ TableName, Item, ...condition })),
    );
  };
  return {
    // Both were written below.
    holder: async (row) => (await read(row)) as Holder | undefined,
    record: async (row) => (await read(row)) as CredentialRecord | undefined,
    putRecord: async (row, record) => void (await put(row, record)),
    async putHolder(row, holder, before) {
      try {
        await put(row, holder, unchangedSince(before));
      } catch (error) {
        throw isRefusedCondition(error) ? changedMeanwhile() : error;
      }
    },
    async remove(row) {
      const input = { TableName, Key: keyOf(row) };
      await askAws('write to the table of credentials', () => tables.send(new DeleteItemCommand(input)));
    },
  };
}

function unchangedSince(before: Holder | undefined): object {
  if (before === undefined)
    return { ConditionExpression: 'attribute_not_exists(#pk)', ExpressionAttributeNames: { '#pk': 'pk' } };
  return {
    ConditionExpression: '#record = :before',
    ExpressionAttributeNames: { '#record': 'record' },
    ExpressionAttributeValues: { ':before': { S: JSON.stringify(before) } },
  };
}

function isRefusedCondition(error: unknown): boolean {
  const cause = error instanceof UserError ? error.cause : error;
  return cause instanceof ConditionalCheckFailedException;
}

const changedMeanwhile = (): UserError =>
  new UserError(
    'CREDENTIAL_CHANGED',
    'the credential was changed by another command in this moment, expected to be alone with it: run the command again',
  );
