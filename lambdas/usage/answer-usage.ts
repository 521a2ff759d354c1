import { createHash } from 'node:crypto';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { DynamoDbClient } from '../adapters/dynamodb-client.ts';
import type { UsagePlans } from '../adapters/usage-plans.ts';
import { keyRow, readKeyItem } from '../core/authorization/key-record.ts';
import { keyUsage } from '../core/keys/key-usage.ts';
import type { ResponseMessage } from '../core/messages.ts';
import { problemResponse } from '../core/proxy/problem-response.ts';

export interface UsageParts {
  readonly client: DynamoDbClient;
  readonly table: string;
  readonly plans: UsagePlans;
  /** Answers by the key's id, for a minute: the control plane takes ten calls a second from the whole account. */
  readonly answered: Map<string, { readonly until: number; readonly response: ResponseMessage }>;
}

/** Milliseconds. */
const KEPT = 60_000;

/** Keys whose answers an instance keeps. */
const MOST_KEPT = 1000;

export type UsageEvent = Pick<APIGatewayProxyEvent, 'requestContext'>;

/** Tells the caller of their own key: API Gateway has checked it, and names it in the event. */
export async function answerUsage(event: UsageEvent, parts: UsageParts, now: number): Promise<ResponseMessage> {
  const { apiKeyId, apiKey } = event.requestContext.identity;
  if (apiKeyId === null || apiKey === null)
    return problemResponse({ status: 500, detail: 'the gateway is not configured correctly for this operation' });
  const known = parts.answered.get(apiKeyId);
  if (known !== undefined && known.until > now) return known.response;
  const response = await ask(apiKeyId, apiKey, parts, now);
  if (response.status === 200) keep(parts.answered, apiKeyId, { until: now + KEPT, response });
  return response;
}

async function ask(keyId: string, value: string, { client, table, plans }: UsageParts, now: number) {
  const pk = keyRow(createHash('sha256').update(value).digest('hex'));
  const outcome = await client.getItems(table, [{ pk: { S: pk } }]);
  if (outcome.kind !== 'done') return unavailable;
  const [item] = outcome.items;
  const record = item && readKeyItem(item);
  const planId = item?.planId && 'S' in item.planId ? item.planId.S : undefined;
  if (record === undefined || planId === undefined)
    return problemResponse({ status: 404, detail: 'the limits of this API key are not known here' });
  const use = await plans.read(planId, keyId, now);
  if (use === undefined) return unavailable;
  return {
    status: 200,
    headers: [
      ['Content-Type', 'application/json'],
      ['Cache-Control', 'private, max-age=60'],
    ],
    body: new TextEncoder().encode(JSON.stringify(keyUsage(record, use.plan, use.usage, now))),
  } satisfies ResponseMessage;
}

const unavailable = problemResponse({
  status: 503,
  detail: 'the use of this API key cannot be read at the moment',
  headers: [['Retry-After', '5']],
});

function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > MOST_KEPT && oldest !== undefined) map.delete(oldest);
}
