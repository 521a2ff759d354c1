import type { TableDefinition } from '../../lib/local/assembly/assembly.ts';

/** Of the form that both tables of the gateway have, without its extras. */
export const singleKeyTable = (name: string): TableDefinition => ({
  name,
  attributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  keySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  globalSecondaryIndexes: [],
  localSecondaryIndexes: [],
});
