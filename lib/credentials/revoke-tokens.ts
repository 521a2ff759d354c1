/** EDGE: what ends tokens early, rows of the table `state`. Each write may be made again. */
import { ConditionalCheckFailedException, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import {
  revocationsRow,
  revokedSubjectRow,
  revokedTokenRow,
} from '../../lambdas/core/authorization/credentials/revocation.ts';
import { askAws } from '../aws/ask-aws.ts';
import type { GatewayAccess } from '../keys/gateway-access.ts';
import { sha256 } from './holder.ts';

export interface Revocation {
  readonly issuer: string;
  readonly what:
    | { readonly kind: 'token'; readonly id: string }
    /** All that were issued before, in seconds since the epoch. */
    | { readonly kind: 'subject'; readonly subject: string; readonly before: number };
  /** Seconds since the epoch after which the tokens have ended by themselves. */
  readonly until: number;
}

type Tables = Pick<GatewayAccess, 'tables' | 'stateTable'>;

export async function revokeTokens({ tables, stateTable: TableName }: Tables, revocation: Revocation): Promise<void> {
  const { issuer, what, until } = revocation;
  const [issuerHash, ttl] = [sha256(issuer), { N: String(until) }];
  const row =
    what.kind === 'token'
      ? { pk: { S: revokedTokenRow(issuerHash, sha256(what.id)) } }
      : { pk: { S: revokedSubjectRow(issuerHash, sha256(what.subject)) }, before: { N: String(what.before) } };
  const put = new PutItemCommand({ TableName, Item: { ...row, ttl } });
  await askAws('write to the table of revocations', () => tables.send(put));
  await announce({ tables, stateTable: TableName }, ttl);
}

/** Last, and never shortened: while this row says that nothing is revoked, no other is read. */
async function announce({ tables, stateTable: TableName }: Tables, ttl: { readonly N: string }): Promise<void> {
  const update = new UpdateItemCommand({
    TableName,
    Key: { pk: { S: revocationsRow } },
    UpdateExpression: 'SET #ttl = :ttl',
    ConditionExpression: 'attribute_not_exists(#ttl) OR #ttl < :ttl',
    ExpressionAttributeNames: { '#ttl': 'ttl' },
    ExpressionAttributeValues: { ':ttl': ttl },
  });
  await askAws('write to the table of revocations', async () => {
    try {
      await tables.send(update);
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  });
}
