import type { LocalDynamoDb } from './local-dynamodb.ts';

export declare function startDynamoDb(options: { readonly stateDir: string }): Promise<LocalDynamoDb>;
