/** Exact limits. Loaded when the first request of an operation that has one comes. */
import { createHash } from 'node:crypto';
import { createDynamoDbClient, type DynamoDbEnvironment } from '../adapters/dynamodb-client.ts';
import { type LimitOutcome, limitTable } from '../adapters/limit-table.ts';
import type { ProxyRequest } from '../adapters/proxy-event.ts';
import { limitKey } from '../core/limiting/limit-key.ts';
import { allowanceField, policyValue } from '../core/limiting/rate-limit-fields.ts';
import type { HeaderField } from '../core/messages.ts';
import { allows, begin, type CircuitBreaker, CLOSED, fail, succeed } from '../core/resilience/circuit-breaker.ts';
import type { LimitPolicy } from '../core/router-config.ts';
import { type Answer, problemAnswer } from './answer.ts';

export interface Limiting {
  /** @param now milliseconds since the epoch */
  take(operation: string, policy: LimitPolicy, request: ProxyRequest, now: number): Promise<Limited>;
}

export interface Limited {
  /** Absent: the request may go on. */
  readonly refusal?: Answer<Uint8Array>;
  /** For the answer, whoever makes it. */
  readonly fields: readonly HeaderField[];
  /** Why nothing was counted. */
  readonly limitFailure?: string;
}

/** Milliseconds that a request waits for the table at most; without its word it goes on (decision 8). */
const TIMEOUT = 200;

/** As the fields name it: the document has one limit for each operation. */
const NAME = 'operation';

export interface LimitingEnvironment extends DynamoDbEnvironment {
  /** Milliseconds, in place of 200. */
  readonly LIMIT_TABLE_TIMEOUT?: string | undefined;
}

export function openLimiting(environment: LimitingEnvironment, tableName: string, random: () => number): Limiting {
  const timeout = Number(environment.LIMIT_TABLE_TIMEOUT ?? TIMEOUT);
  const table = limitTable(createDynamoDbClient(environment, timeout), tableName, random);
  let breaker: CircuitBreaker = CLOSED;
  const count = async (policy: LimitPolicy, key: string, now: number): Promise<LimitOutcome> => {
    if (!allows(breaker, now)) return { kind: 'unknown', reason: 'paused' };
    breaker = begin(breaker, now);
    const outcome = await table.take(policy, key, now);
    breaker = outcome.kind === 'unknown' ? fail(breaker, now, random) : succeed(breaker);
    return outcome;
  };
  return {
    async take(operation, policy, { message, caller, hop }, now) {
      const whose = limitKey(policy.per, { headers: message.headers, caller, address: hop.address });
      // Callers choose the value of a header: its length must not be that of a row.
      const key = createHash('sha256').update(`${operation} ${whose}`).digest('base64url');
      const outcome = await count(policy, key, now);
      const described = ['RateLimit-Policy', policyValue(NAME, policy)] as const;
      if (outcome.kind === 'unknown') return { fields: [described], limitFailure: outcome.reason };
      const { allowance } = outcome;
      const fields = [described, allowanceField(NAME, allowance)];
      if (outcome.kind === 'admitted') return { fields };
      const headers: readonly HeaderField[] = [['Retry-After', String(Math.max(1, allowance.retryAfter))]];
      const detail = 'the rate limit of this operation is reached';
      return {
        fields,
        refusal: problemAnswer({ status: 429, detail, headers }, { flags: 'RL', reason: 'rate limit' }),
      };
    },
  };
}
