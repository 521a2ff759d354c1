/** DynamoDB's JSON protocol, as far as the Lambdas need it. No retries: what a table cannot answer at once, they do without. */
import { type AwsEnvironment, type AwsService, awsService, sendAws } from './aws-request.ts';

/** The forms of a value that this project stores. Binary values are base64. */
export type AttributeValue = { readonly S: string } | { readonly N: string } | { readonly B: string };
export type Item = Readonly<Record<string, AttributeValue>>;

export type DynamoDbOutcome =
  | {
      readonly kind: 'done';
      /** In no order; only what was found. */
      readonly items: readonly Item[];
      /** Capacity units that the table says it took. */
      readonly units: number;
    }
  /** The condition of a write did not hold; the item that is there, where an update asked for it and the table tells. */
  | { readonly kind: 'refused'; readonly item?: Item }
  /** The error's type (`ResourceNotFoundException`) or the connection's (`ECONNREFUSED`), or `timeout`. */
  | { readonly kind: 'unavailable'; readonly reason: string };

export interface DynamoDbEnvironment extends AwsEnvironment {
  readonly AWS_ENDPOINT_URL_DYNAMODB?: string | undefined;
}

export interface DynamoDbClient {
  /** Eventually consistent. One to a hundred keys, in one round trip. @param bytes as many as may come, where that is much */
  getItems(table: string, keys: readonly Item[], bytes?: number): Promise<DynamoDbOutcome>;
  putItem(table: string, item: Item, condition?: WriteCondition): Promise<DynamoDbOutcome>;
  /** At most 25 items; each is written or not. */
  putItems(table: string, items: readonly Item[]): Promise<DynamoDbOutcome>;
  /** `items` holds what was changed, as it is now. */
  updateItem(table: string, key: Item, update: ItemUpdate): Promise<DynamoDbOutcome>;
}

/** As DynamoDB's `UpdateExpression`, with an optional condition in the same names and values. */
export interface ItemUpdate {
  readonly expression: string;
  readonly condition?: string;
  readonly names: Readonly<Record<string, string>>;
  readonly values?: Item;
}

/** As DynamoDB's `ConditionExpression`. */
export interface WriteCondition {
  readonly expression: string;
  readonly names: Readonly<Record<string, string>>;
  readonly values: Item;
}

/** Of a batch (DynamoDB API reference, BatchGetItem), whose JSON is larger: binary is base64 in it. */
const ANSWER_LIMIT = 24 * 1024 * 1024;

/** Bytes that a call may send or receive in a millisecond: a tenth of what a small Lambda's network does. */
const BYTES_PER_MILLISECOND = 4000;

/** Bytes of JSON for each byte. */
const BASE64 = 4 / 3;

/** `timeout`: milliseconds for one call with little in it, connection included; more for what is large. */
export function createDynamoDbClient(environment: DynamoDbEnvironment, timeout: number): DynamoDbClient {
  const service = awsService('dynamodb', environment, environment.AWS_ENDPOINT_URL_DYNAMODB);
  const send: Send = (action, input, bytes = 0) => call(service, { action, input, timeout, bytes });
  return {
    getItems: async (table, keys, bytes) =>
      keys.length === 1
        ? outcomeOf(await send('GetItem', { TableName: table, Key: keys[0] }, bytes))
        : batch((action, input) => send(action, input, bytes), 'BatchGetItem', { [table]: { Keys: keys } }),
    putItem: async (table, item, condition) =>
      outcomeOf(
        await send('PutItem', {
          TableName: table,
          Item: item,
          ...(condition && {
            ConditionExpression: condition.expression,
            ExpressionAttributeNames: condition.names,
            ExpressionAttributeValues: condition.values,
          }),
        }),
      ),
    putItems: (table, items) =>
      batch(send, 'BatchWriteItem', { [table]: items.map((Item) => ({ PutRequest: { Item } })) }),
    updateItem: async (table, key, { expression, condition, names, values }) =>
      outcomeOf(
        await send('UpdateItem', {
          TableName: table,
          Key: key,
          UpdateExpression: expression,
          ExpressionAttributeNames: names,
          ReturnValues: 'UPDATED_NEW',
          ...(values && { ExpressionAttributeValues: values }),
          ...(condition && { ConditionExpression: condition, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
        }),
      ),
  };
}

type Send = (action: string, input: object, bytes?: number) => Promise<CallOutcome>;

type CallOutcome =
  | { readonly kind: 'replied'; readonly reply: Reply }
  | Exclude<DynamoDbOutcome, { readonly kind: 'done' }>;

/**
 * DynamoDB leaves out of a batch what goes beyond 1 MB of one of its partitions, or what a throttled table cannot do (API
 * reference, BatchGetItem): the rest is asked for as long as something of it comes.
 */
async function batch(
  send: Send,
  action: 'BatchGetItem' | 'BatchWriteItem',
  requested: object,
): Promise<DynamoDbOutcome> {
  const items: Item[] = [];
  let units = 0;
  for (let rest = requested; Object.keys(rest).length > 0; ) {
    const outcome = await send(action, { RequestItems: rest });
    if (outcome.kind !== 'replied') return outcome;
    const part = done(outcome.reply);
    items.push(...part.items);
    units += part.units;
    const left = { ...outcome.reply.UnprocessedKeys, ...outcome.reply.UnprocessedItems };
    if (JSON.stringify(left).length >= JSON.stringify(rest).length)
      return { kind: 'unavailable', reason: 'unprocessed' };
    rest = left;
  }
  return { kind: 'done', items, units };
}

const outcomeOf = (outcome: CallOutcome): DynamoDbOutcome =>
  outcome.kind === 'replied' ? done(outcome.reply) : outcome;

function done({ Item, Attributes = Item, Responses = {}, ConsumedCapacity = [] }: Reply) {
  const items = Attributes ? [Attributes] : Object.values(Responses).flat();
  const units = [ConsumedCapacity].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
  return { kind: 'done', items, units } as const;
}

interface Call {
  readonly action: string;
  readonly input: object;
  readonly timeout: number;
  readonly bytes: number;
}

async function call(service: AwsService, { action, input, timeout, bytes }: Call): Promise<CallOutcome> {
  const body = JSON.stringify({ ...input, ReturnConsumedCapacity: 'TOTAL' });
  const outcome = await sendAws(service, {
    path: '/',
    headers: { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': `DynamoDB_20120810.${action}` },
    body,
    timeout: timeout + (body.length + bytes * BASE64) / BYTES_PER_MILLISECOND,
    answerLimit: ANSWER_LIMIT,
  });
  return outcome.kind === 'answered' ? parse(outcome.status, outcome.body) : outcome;
}

/** The protocol's own shape (DynamoDB Developer Guide, "DynamoDB low-level API"). */
interface Reply {
  readonly __type?: string;
  readonly Item?: Item;
  readonly Attributes?: Item;
  readonly Responses?: Readonly<Record<string, readonly Item[]>>;
  readonly UnprocessedKeys?: object;
  readonly UnprocessedItems?: object;
  readonly ConsumedCapacity?: Consumed | readonly Consumed[];
}

interface Consumed {
  readonly CapacityUnits?: number;
}

function parse(status: number, body: Uint8Array): CallOutcome {
  const reply = parseReply(body);
  if (reply === undefined) return { kind: 'unavailable', reason: `status ${status}, not JSON` };
  if (status === 200) return { kind: 'replied', reply };
  const type = reply.__type?.split('#').at(-1);
  return type === 'ConditionalCheckFailedException'
    ? { kind: 'refused', ...(reply.Item && { item: reply.Item }) }
    : { kind: 'unavailable', reason: type ?? `status ${status}` };
}

function parseReply(body: Uint8Array): Reply | undefined {
  try {
    return JSON.parse(Buffer.from(body).toString()) as Reply;
  } catch {
    return undefined;
  }
}
