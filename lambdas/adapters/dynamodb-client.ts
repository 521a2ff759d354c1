/**
 * DynamoDB's JSON protocol over one signed request, without the AWS SDK: its import alone would cost a cold start 40 ms
 * and more (decision 12). No retries: what a table cannot answer at once, the router does without.
 */
import type { HeaderField } from '../core/messages.ts';
import { exchange } from './http-exchange.ts';
import { type Origin, parseOrigin } from './origin.ts';
import { readBody } from './read-body.ts';

/** The forms of a value that this project stores. Binary values are base64. */
export type AttributeValue = { readonly S: string } | { readonly N: string } | { readonly B: string };
export type Item = Readonly<Record<string, AttributeValue>>;

export type DynamoDbOutcome =
  | { readonly kind: 'done'; readonly item: Item | undefined }
  /** The error's type (`ResourceNotFoundException`) or the connection's (`ECONNREFUSED`), or `timeout`. */
  | { readonly kind: 'unavailable'; readonly reason: string };

export interface DynamoDbEnvironment {
  readonly AWS_REGION?: string | undefined;
  readonly AWS_ACCESS_KEY_ID?: string | undefined;
  readonly AWS_SECRET_ACCESS_KEY?: string | undefined;
  readonly AWS_SESSION_TOKEN?: string | undefined;
  readonly AWS_ENDPOINT_URL_DYNAMODB?: string | undefined;
}

export interface DynamoDbClient {
  /** Eventually consistent. */
  getItem(table: string, key: Item): Promise<DynamoDbOutcome>;
  putItem(table: string, item: Item): Promise<DynamoDbOutcome>;
}

/** An item is at most 400 KB; its JSON is larger, for binary is base64 in it. */
const ANSWER_LIMIT = 1024 * 1024;

/** `timeout`: milliseconds for one call, connection included. */
export function createDynamoDbClient(environment: DynamoDbEnvironment, timeout: number): DynamoDbClient {
  const region = environment.AWS_REGION ?? 'us-east-1';
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  const url = environment.AWS_ENDPOINT_URL_DYNAMODB || `https://dynamodb.${region}.${suffix}`;
  const service = { origin: parseOrigin(url, (same) => same), region, environment, timeout };
  return {
    getItem: (table, key) => call(service, 'GetItem', { TableName: table, Key: key }),
    putItem: (table, item) => call(service, 'PutItem', { TableName: table, Item: item }),
  };
}

interface Service {
  readonly origin: Origin;
  readonly region: string;
  readonly environment: DynamoDbEnvironment;
  readonly timeout: number;
}

async function call(service: Service, action: string, input: unknown): Promise<DynamoDbOutcome> {
  const body = JSON.stringify(input);
  const { outcome: answer } = exchange({
    origin: service.origin,
    method: 'POST',
    path: '/',
    headers: await signedHeaders(service, action, body),
    body: Buffer.from(body),
    idempotent: true,
    timeout: service.timeout,
    connectTimeout: service.timeout,
  });
  const outcome = await answer;
  if (outcome.kind !== 'answered') return unavailable(outcome);
  const read = await readBody(outcome.body, ANSWER_LIMIT);
  return read.kind === 'complete' ? parse(outcome.status, read.body) : unavailable(read);
}

async function signedHeaders(
  { origin, region, environment }: Service,
  action: string,
  body: string,
): Promise<readonly HeaderField[]> {
  // With `node:crypto` it takes 4 ms to load, and a request that is not cached needs neither.
  const { default: aws4 } = await import('aws4');
  const { headers } = aws4.sign(
    {
      service: 'dynamodb',
      region,
      method: 'POST',
      path: '/',
      host: origin.authority,
      headers: { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': `DynamoDB_20120810.${action}` },
      body,
    },
    {
      accessKeyId: environment.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '',
      ...(environment.AWS_SESSION_TOKEN && { sessionToken: environment.AWS_SESSION_TOKEN }),
    },
  );
  // The exchange sets these two itself, to the same values.
  const ours = new Set(['host', 'content-length']);
  return Object.entries(headers ?? {})
    .filter(([name]) => !ours.has(name.toLowerCase()))
    .map(([name, value]) => [name, String(value)]);
}

function parse(status: number, body: Uint8Array): DynamoDbOutcome {
  try {
    // The protocol's own shape (DynamoDB Developer Guide, "DynamoDB low-level API").
    const answer = JSON.parse(Buffer.from(body).toString()) as { Item?: Item; __type?: string };
    if (status === 200) return { kind: 'done', item: answer.Item };
    return { kind: 'unavailable', reason: answer.__type?.split('#').at(-1) ?? `status ${status}` };
  } catch {
    return { kind: 'unavailable', reason: `status ${status}, not JSON` };
  }
}

function unavailable(outcome: { readonly kind: string; readonly reason?: string }): DynamoDbOutcome {
  return { kind: 'unavailable', reason: outcome.reason ?? outcome.kind };
}
