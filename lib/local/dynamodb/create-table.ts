import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { UserError } from '../../errors.ts';
import type { IndexDefinition, KeySchemaElement, TableDefinition } from '../assembly/assembly.ts';
import { dynamoDbRequest } from './dynamodb-request.ts';

/** Milliseconds; dynalite makes a table active within one turn of its event loop. */
const POLL = 5;

/** Creates a table unless it exists; one with other keys or indexes than the definition's is refused. */
export async function createTable(endpoint: string, table: TableDefinition): Promise<void> {
  const described = await dynamoDbRequest(endpoint, 'DescribeTable', { TableName: table.name });
  if (described.kind === 'done') {
    refuseOtherKeys(table, Object(described.output.Table));
    return becomesActive(endpoint, table.name);
  }
  const created = await dynamoDbRequest(endpoint, 'CreateTable', createInput(table));
  if (created.kind === 'refused') {
    throw new UserError(
      'ASSEMBLY_UNSUPPORTED',
      `table ${table.name} cannot be created locally: ${created.message || created.type}`,
    );
  }
  await becomesActive(endpoint, table.name);
}

/** Until then every action on the table's items is refused with ResourceNotFoundException. */
async function becomesActive(endpoint: string, name: string): Promise<void> {
  for (;;) {
    const described = await dynamoDbRequest(endpoint, 'DescribeTable', { TableName: name });
    if (described.kind === 'done' && Object(described.output.Table).TableStatus === 'ACTIVE') return;
    await wait(POLL);
  }
}

function createInput(table: TableDefinition): object {
  const { globalSecondaryIndexes, localSecondaryIndexes } = table;
  return {
    TableName: table.name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: table.attributeDefinitions,
    KeySchema: table.keySchema,
    ...(globalSecondaryIndexes.length > 0 && { GlobalSecondaryIndexes: globalSecondaryIndexes }),
    ...(localSecondaryIndexes.length > 0 && { LocalSecondaryIndexes: localSecondaryIndexes }),
  };
}

interface DescribedTable {
  readonly KeySchema: readonly KeySchemaElement[];
  readonly GlobalSecondaryIndexes?: readonly IndexDefinition[];
  readonly LocalSecondaryIndexes?: readonly IndexDefinition[];
}

function refuseOtherKeys(table: TableDefinition, existing: DescribedTable): void {
  const wanted = keys(table.keySchema, [...table.globalSecondaryIndexes, ...table.localSecondaryIndexes]);
  const found = keys(existing.KeySchema, [
    ...(existing.GlobalSecondaryIndexes ?? []),
    ...(existing.LocalSecondaryIndexes ?? []),
  ]);
  if (isDeepStrictEqual(wanted, found)) return;
  throw new UserError(
    'ASSEMBLY_UNSUPPORTED',
    `table ${table.name} exists locally with the keys ${found.join('; ')} but the assembly wants ${wanted.join('; ')}: ` +
      'move the dynamodb folder out of the state folder to begin with empty tables',
  );
}

function keys(keySchema: readonly KeySchemaElement[], indexes: readonly IndexDefinition[]): readonly string[] {
  const show = (schema: readonly KeySchemaElement[]) =>
    schema.map(({ AttributeName, KeyType }) => `${AttributeName} ${KeyType}`).join(', ');
  return [show(keySchema), ...indexes.map(({ IndexName, KeySchema }) => `${IndexName}: ${show(KeySchema)}`).sort()];
}
