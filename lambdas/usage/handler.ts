import type { APIGatewayProxyResult } from 'aws-lambda';
import { createDynamoDbClient } from '../adapters/dynamodb-client.ts';
import { proxyResult } from '../adapters/proxy-result.ts';
import { usagePlans } from '../adapters/usage-plans.ts';
import { answerUsage, type UsageEvent } from './answer-usage.ts';

/** Milliseconds for a call to the table. */
const TIMEOUT = 2000;

const { STATE_TABLE } = process.env;
if (!STATE_TABLE) throw new Error('STATE_TABLE is not set: deploy the function with the stack that has the table');
const parts = {
  client: createDynamoDbClient(process.env, TIMEOUT),
  table: STATE_TABLE,
  plans: usagePlans(process.env),
  answered: new Map(),
};

/** `GET /_gateway/usage`: what the caller's API key may do, and has done. */
export const handler = async (event: UsageEvent): Promise<APIGatewayProxyResult> =>
  proxyResult(await answerUsage(event, parts, Date.now()));
