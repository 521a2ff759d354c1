import { newRequestId } from '../request-ids.ts';
import type { Answer } from '../steps/exchange.ts';

/** What an operation of the control plane answers, before it is on the wire. */
export interface ControlAnswer {
  readonly status: number;
  /** `undefined`: no body. */
  readonly body: unknown;
  /** Name of the exception, for errors. */
  readonly errorType?: string;
}

export function ok(body: unknown, status: 200 | 201 = 200): ControlAnswer {
  return { status, body };
}

/** Tags that were set or taken away. */
export const NO_CONTENT: ControlAnswer = { status: 204, body: undefined };

/** Deletions. */
export const ACCEPTED: ControlAnswer = { status: 202, body: undefined };

const ERROR_TYPES = {
  400: 'BadRequestException',
  403: 'AccessDeniedException',
  404: 'NotFoundException',
  409: 'ConflictException',
  429: 'TooManyRequestsException',
} as const;

export function refused(status: keyof typeof ERROR_TYPES, message: string): ControlAnswer {
  return { status, body: { message }, errorType: ERROR_TYPES[status] };
}

/** Of what all of AWS's services refuse before they look at it, in their words. */
export function invalid(errors: readonly string[]): ControlAnswer {
  const message = `${errors.length} validation error${errors.length === 1 ? '' : 's'} detected: ${errors.join('; ')}`;
  return { status: 400, body: { message }, errorType: 'ValidationException' };
}

export function toAnswer({ status, body, errorType }: ControlAnswer): Answer {
  const headers = ['Content-Type', 'application/json', 'x-amzn-RequestId', newRequestId()];
  if (errorType !== undefined) headers.push('x-amzn-ErrorType', errorType);
  return { kind: 'answer', status, headers, body: body === undefined ? '' : JSON.stringify(body) };
}
