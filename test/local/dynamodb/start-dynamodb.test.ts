import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TableDefinition } from '../../../lib/local/assembly/assembly.ts';
import { dynamoDbRequest } from '../../../lib/local/dynamodb/dynamodb-request.ts';
import type { LocalDynamoDb } from '../../../lib/local/dynamodb/local-dynamodb.ts';
import { startDynamoDb } from '../../../lib/local/dynamodb/start-dynamodb.ts';

const table: TableDefinition = {
  name: 'cache',
  attributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'owner', AttributeType: 'S' },
  ],
  keySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  globalSecondaryIndexes: [
    {
      IndexName: 'byOwner',
      KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  localSecondaryIndexes: [],
};

let dir: string;
let database: LocalDynamoDb;
let tell: (line: string) => void = () => undefined;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'gatewright-dynamodb-'));
  database = await startDynamoDb({ stateDir: dir, onLog: (line) => tell(line) });
});
afterEach(async () => {
  await database.close();
  await rm(dir, { recursive: true, force: true });
});

function client(): DynamoDBClient {
  return new DynamoDBClient({
    endpoint: database.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
}

const put = new PutItemCommand({ TableName: 'cache', Item: { pk: { S: 'a' }, owner: { S: 'o' } } });
const get = new GetItemCommand({ TableName: 'cache', Key: { pk: { S: 'a' } } });

describe('startDynamoDb', () => {
  it('creates tables with their indexes', async () => {
    await database.createTables([table]);
    const dynamo = client();
    await dynamo.send(put);
    const query = new QueryCommand({
      TableName: 'cache',
      IndexName: 'byOwner',
      KeyConditionExpression: '#o = :o',
      ExpressionAttributeNames: { '#o': 'owner' },
      ExpressionAttributeValues: { ':o': { S: 'o' } },
    });
    expect((await dynamo.send(query)).Items).toEqual([{ pk: { S: 'a' }, owner: { S: 'o' } }]);
    dynamo.destroy();
  });

  it('keeps tables and items over a restart', async () => {
    await database.createTables([table]);
    const before = client();
    await before.send(put);
    before.destroy();
    await database.close();
    database = await startDynamoDb({ stateDir: dir });
    await database.createTables([table]);
    const after = client();
    expect((await after.send(get)).Item?.pk).toEqual({ S: 'a' });
    after.destroy();
  });

  it('refuses a table whose keys have changed', async () => {
    await database.createTables([table]);
    const changed = { ...table, keySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }] };
    await expect(database.createTables([changed])).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining(
        'exists locally with the keys pk HASH; byOwner: owner HASH but the assembly wants owner HASH; byOwner: owner HASH',
      ),
    });
  });

  it('refuses a folder that is in use', async () => {
    await expect(startDynamoDb({ stateDir: dir })).rejects.toMatchObject({
      code: 'STATE_LOCKED',
      message: `another process uses ${join(dir, 'dynamodb')}, stop it or name another folder with --state-dir`,
    });
  });

  it('refuses a damaged folder', async () => {
    await database.close();
    await writeFile(join(dir, 'dynamodb', 'CURRENT'), 'MANIFEST-999999\n');
    await expect(startDynamoDb({ stateDir: dir })).rejects.toMatchObject({ code: 'STATE_CORRUPT' });
  });

  it('survives a client that breaks off', async () => {
    await database.createTables([table]);
    const socket = connect(Number(new URL(database.endpoint).port), '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{');
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.resetAndDestroy();
    const dynamo = client();
    await dynamo.send(put);
    expect((await dynamo.send(get)).Item?.pk).toEqual({ S: 'a' });
    dynamo.destroy();
  });

  it('is there again, on its port and with its items, after it broke down', async () => {
    await database.createTables([table]);
    const dynamo = client();
    await dynamo.send(put);
    const back = new Promise((resolve) => {
      tell = resolve;
    });
    // dynalite throws on a body that is not an object.
    await expect(dynamoDbRequest(database.endpoint, 'ListTables', JSON.parse('null'))).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
    expect(await back).toBe('the local DynamoDB broke down and was started again');
    expect((await dynamo.send(get)).Item?.pk).toEqual({ S: 'a' });
    dynamo.destroy();
  });
});
