import { listOf, objectOf, stringOf } from '../json-values.ts';
import type { AttributeDefinition, IndexDefinition, KeySchemaElement, TableDefinition } from './assembly.ts';
import { deployedResources } from './deployed-resources.ts';
import type { Stack } from './stack.ts';

export function tableDefinitions(stacks: readonly Stack[]): readonly TableDefinition[] {
  return deployedResources(stacks, 'AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map((view) => ({
    name: view.name('TableName'),
    attributeDefinitions: listOf(view.property('AttributeDefinitions')).map(attributeDefinition),
    keySchema: keySchema(view.property('KeySchema')),
    globalSecondaryIndexes: listOf(view.property('GlobalSecondaryIndexes')).map(indexDefinition),
    localSecondaryIndexes: listOf(view.property('LocalSecondaryIndexes')).map(indexDefinition),
  }));
}

function attributeDefinition(value: unknown): AttributeDefinition {
  const { AttributeName, AttributeType } = objectOf(value);
  return { AttributeName: String(AttributeName), AttributeType: String(AttributeType) };
}

function keySchema(value: unknown): readonly KeySchemaElement[] {
  return listOf(value).map((element) => {
    const { AttributeName, KeyType } = objectOf(element);
    return { AttributeName: String(AttributeName), KeyType: String(KeyType) };
  });
}

function indexDefinition(value: unknown): IndexDefinition {
  const { IndexName, KeySchema, Projection } = objectOf(value);
  const { ProjectionType, NonKeyAttributes } = objectOf(Projection);
  return {
    IndexName: String(IndexName),
    KeySchema: keySchema(KeySchema),
    Projection: {
      ProjectionType: stringOf(ProjectionType) ?? 'ALL',
      ...(Array.isArray(NonKeyAttributes) && { NonKeyAttributes: NonKeyAttributes.map(String) }),
    },
  };
}
