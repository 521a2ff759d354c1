/** EDGE: who is let in by which scheme, read from all of the table: no row of it names the others. */
import { paginateScan } from '@aws-sdk/client-dynamodb';
import { readCredentialRecord } from '../../lambdas/core/authorization/credentials/credential-record.ts';
import { askAws } from '../aws/ask-aws.ts';
import type { GatewayAccess } from '../keys/gateway-access.ts';
import type { CredentialKind } from './holder.ts';

/** No secret, and no hash of one. */
export interface ListedCredential {
  readonly scheme: string;
  readonly subject: string;
  readonly kind: CredentialKind;
  readonly scopes: readonly string[];
  readonly expiresAt: Date | undefined;
}

const PREFIX = 'credential#';

/** @param scheme only of this one */
export async function listCredentials(
  { tables, stateTable }: Pick<GatewayAccess, 'tables' | 'stateTable'>,
  scheme: string | undefined,
): Promise<readonly ListedCredential[]> {
  const pages = paginateScan(
    { client: tables },
    {
      TableName: stateTable,
      FilterExpression: 'begins_with(#pk, :prefix)',
      ExpressionAttributeNames: { '#pk': 'pk' },
      ExpressionAttributeValues: { ':prefix': { S: scheme === undefined ? PREFIX : `${PREFIX}${scheme}#` } },
    },
  );
  const found: ListedCredential[] = [];
  for (;;) {
    const page = await askAws('read the table of credentials', () => pages.next());
    if (page.done) break;
    for (const { pk, record } of page.value.Items ?? []) found.push(...listed(pk?.S ?? '', record?.S));
  }
  const order = ({ scheme: first, subject }: ListedCredential) => `${first}\0${subject}`;
  return found.sort((one, other) => (order(one) < order(other) ? -1 : 1));
}

function listed(pk: string, text: string | undefined): readonly ListedCredential[] {
  const record = readCredentialRecord(text);
  if (record === undefined) return [];
  const { subject, scopes, expires, passwords, key } = record;
  const kind = passwords !== undefined ? 'basic' : key !== undefined ? 'signature' : 'key';
  // Between the prefix and the hash, 64 characters and a `#`.
  const scheme = pk.slice(PREFIX.length, -65);
  return [{ scheme, subject, kind, scopes, expiresAt: expires === undefined ? undefined : new Date(expires * 1000) }];
}
