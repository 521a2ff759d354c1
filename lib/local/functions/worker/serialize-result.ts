import type { FailedMessage } from '../messages.ts';
import { isOver, RESPONSE_LIMIT } from '../payload-size.ts';

/** What a handler returned, as JSON; nothing is null. */
export function serializeResult(
  result: unknown,
): { readonly kind: 'returned'; readonly payload: string } | FailedMessage {
  try {
    const payload = JSON.stringify(result) ?? 'null';
    return isOver(RESPONSE_LIMIT, payload) ? tooLarge : { kind: 'returned', payload };
  } catch (error) {
    console.error(error);
    return {
      kind: 'failed',
      errorType: 'Runtime.JSONStringifyError',
      errorMessage: 'Unable to stringify response body',
    };
  }
}

const tooLarge: FailedMessage = {
  kind: 'failed',
  errorType: 'Function.ResponseSizeTooLarge',
  errorMessage: `Response payload size exceeded maximum allowed payload size (${RESPONSE_LIMIT} bytes).`,
};
