import type { APIGatewayProxyEvent } from 'aws-lambda';
import {
  type CacheMetrics,
  type RequestMetrics,
  requestLine,
  type TargetMetrics,
  targetLine,
} from '../core/telemetry/metrics.ts';
import type { Answer, AnswerRecord } from './answer.ts';

export interface Logged {
  readonly event: APIGatewayProxyEvent;
  readonly answer: Answer;
  /** Milliseconds. */
  readonly duration: number;
}

export interface Log {
  readonly functionName: string;
  /** As `operationNames` gives them. */
  readonly operations: ReadonlyMap<string, string>;
}

/**
 * One line of JSON per request, and one per try that failed without being the answer; both are metrics as well. No path, no
 * query, no field of a request: secrets travel in all of them.
 */
export function logRequest(log: Log, { event, answer, duration }: Logged): void {
  const { record, status, origin } = answer;
  const now = Date.now();
  const ms = Math.round(duration);
  // A client cannot choose this one, unlike `requestId`.
  const { extendedRequestId: requestId } = event.requestContext;
  const level = status >= 500 && origin === 'gateway' ? 'ERROR' : 'INFO';
  const fields = { level, message: 'request served', requestId, method: event.httpMethod, status, ms, ...record };
  const metrics: RequestMetrics = {
    functionName: log.functionName,
    operation: record.operation && log.operations.get(record.operation),
    duration: ms,
    failed: status >= 500,
    retries: Math.max(0, (record.tries ?? 0) - 1),
    shed: record.flags === 'UO',
    target: targetOf(record, ms, status),
    cache: cacheOf(answer),
  };
  let lines = `${requestLine(fields, metrics, now)}\n`;
  for (const { target, result, ms: after, passedOn } of record.attempts ?? []) {
    if (passedOn || result === 'ended') continue;
    const failure = { level: 'WARN', message: 'try failed', requestId, operation: record.operation, result };
    lines += `${targetLine(failure, log.functionName, { name: hostOf(target), duration: after, failed: true }, now)}\n`;
  }
  process.stdout.write(lines);
}

function targetOf({ target, targetMs }: AnswerRecord, ms: number, status: number): TargetMetrics | undefined {
  return target === undefined ? undefined : { name: hostOf(target), duration: targetMs ?? ms, failed: status >= 500 };
}

function cacheOf({ record, body, origin }: Answer): CacheMetrics | undefined {
  const { cacheReads: reads, cacheWrites: writes, age } = record;
  if (reads === undefined || writes === undefined || !(body instanceof Uint8Array)) return undefined;
  return { hit: origin === 'cache', age, bytes: body.byteLength, reads, writes };
}

const hostOf = (target: string): string => target.slice(target.lastIndexOf(' ') + 1);
