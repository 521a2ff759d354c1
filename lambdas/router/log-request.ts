import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Answer } from './answer.ts';

/** One line of JSON per request: no path, no query, no field of it, for secrets travel in all of them. */
export function logRequest(event: APIGatewayProxyEvent, answer: Answer, milliseconds: number): void {
  const line = {
    level: answer.status >= 500 && answer.origin === 'gateway' ? 'ERROR' : 'INFO',
    message: 'request served',
    // A client cannot choose this one, unlike `requestId`.
    requestId: event.requestContext.extendedRequestId,
    method: event.httpMethod,
    status: answer.status,
    ms: Math.round(milliseconds),
    ...answer.record,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
