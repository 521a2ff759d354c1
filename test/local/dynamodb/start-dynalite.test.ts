import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { createTable } from '../../../lib/local/dynamodb/create-table.ts';
import { dynamoDbRequest } from '../../../lib/local/dynamodb/dynamodb-request.ts';
import { startDynalite } from '../../../lib/local/dynamodb/start-dynalite.ts';
import { singleKeyTable } from '../../support/single-key-table.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();

it('stops while it is asked, without an error of its own', async () => {
  for (let times = 0; times < 5; times += 1) {
    const dynalite = await startDynalite({ path: join(folder, String(times)), port: 0 });
    const endpoint = `http://127.0.0.1:${dynalite.port}`;
    await createTable(endpoint, singleKeyTable('state'));
    const put = (pk: string) => dynamoDbRequest(endpoint, 'PutItem', { TableName: 'state', Item: { pk: { S: pk } } });
    const first = put('first');
    const asked = Array.from({ length: 100 }, (_, at) => put(String(at)).catch(() => undefined));
    await first;
    await expect(dynalite.stop()).resolves.toBeUndefined();
    await Promise.all(asked);
  }
});
