import { jsonSizeBound, RESPONSE_LIMIT } from '../json-size.ts';
import type { FailedMessage } from '../messages.ts';

/** What a handler returned as its caller sees it after JSON; plain values go as they are, without writing any. */
export function serializeResult(
  result: unknown,
): { readonly kind: 'returned'; readonly payload: unknown } | FailedMessage {
  if (result === undefined) return { kind: 'returned', payload: null };
  if (jsonSizeBound(result) <= RESPONSE_LIMIT) return { kind: 'returned', payload: result };
  let text: string;
  try {
    text = JSON.stringify(result) ?? 'null';
  } catch (error) {
    console.error(error);
    return {
      kind: 'failed',
      errorType: 'Runtime.JSONStringifyError',
      errorMessage: 'Unable to stringify response body',
    };
  }
  return Buffer.byteLength(text) > RESPONSE_LIMIT ? tooLarge : { kind: 'returned', payload: JSON.parse(text) };
}

const tooLarge: FailedMessage = {
  kind: 'failed',
  errorType: 'Function.ResponseSizeTooLarge',
  errorMessage: `Response payload size exceeded maximum allowed payload size (${RESPONSE_LIMIT} bytes).`,
};
