import type { StoredResponse, StoredResponses } from '../core/caching/stored-responses.ts';
import type { HeaderField } from '../core/messages.ts';
import type { DynamoDbClient, Item } from './dynamodb-client.ts';

/** DynamoDB's limit for an item (400 KB), less room for attribute names and numbers. */
const ITEM_LIMIT = 400 * 1024 - 512;

/** One item per response. `ttl` is what DynamoDB deletes by, in seconds; readers go by `freshUntil`. */
export function storedResponses(client: DynamoDbClient, table: string): StoredResponses {
  return {
    async get(key) {
      const outcome = await client.getItem(table, { pk: { S: hash(key) } });
      if (outcome.kind === 'unavailable') return outcome;
      const response = outcome.item && fromItem(outcome.item);
      return response === undefined ? { kind: 'absent' } : { kind: 'found', response };
    },
    async put(key, response) {
      const item = toItem(hash(key), response);
      if (response.body.byteLength + Buffer.byteLength(item.headers.S) > ITEM_LIMIT) return { kind: 'too-large' };
      const outcome = await client.putItem(table, item);
      return outcome.kind === 'done' ? { kind: 'stored' } : outcome;
    },
  };
}

/** Loads `node:crypto` when needed: it takes 4 ms, and a request that is not cached needs none. */
function hash(key: string): string {
  return `response#${process.getBuiltinModule('node:crypto').hash('sha256', key, 'base64url')}`;
}

const toItem = (pk: string, response: StoredResponse) => ({
  pk: { S: pk },
  ttl: { N: String(Math.ceil(response.freshUntil / 1000)) },
  status: { N: String(response.status) },
  headers: { S: JSON.stringify(response.headers) },
  body: { B: Buffer.from(response.body).toString('base64') },
  receivedAt: { N: String(response.receivedAt) },
  initialAge: { N: String(response.initialAge) },
  freshUntil: { N: String(response.freshUntil) },
});

/** `undefined` for an item that is not of this form, as another deploy's may be: it is then written anew. */
function fromItem(item: Item): StoredResponse | undefined {
  const body = item.body && 'B' in item.body ? Buffer.from(item.body.B, 'base64') : undefined;
  const headers = item.headers && 'S' in item.headers ? parseHeaders(item.headers.S) : undefined;
  const [status, receivedAt, initialAge, freshUntil] = ['status', 'receivedAt', 'initialAge', 'freshUntil'].map(
    (name) => {
      const value = item[name];
      return value && 'N' in value ? Number(value.N) : undefined;
    },
  );
  if (body === undefined || headers === undefined || status === undefined) return undefined;
  if (receivedAt === undefined || initialAge === undefined || freshUntil === undefined) return undefined;
  return { status, headers, body, receivedAt, initialAge, freshUntil };
}

function parseHeaders(json: string): readonly HeaderField[] | undefined {
  try {
    // Written by `toItem`.
    return JSON.parse(json) as HeaderField[];
  } catch {
    return undefined;
  }
}
