import type { TableDefinition } from '../assembly/assembly.ts';

export interface LocalDynamoDb {
  /** `http://127.0.0.1:PORT`, for `AWS_ENDPOINT_URL_DYNAMODB`. */
  readonly endpoint: string;
  /** Creates what is missing; a table that exists with other keys is refused. */
  createTables(tables: readonly TableDefinition[]): Promise<void>;
  close(): Promise<void>;
}
