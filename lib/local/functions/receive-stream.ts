import { Readable } from 'node:stream';
import type { Job } from './execution-environment.ts';
import type { InvocationFailure, StreamedInvocation } from './function-pool.ts';

/** The receiving end of a streamed response. @param settle gets the outcome with the first bytes, not with the last */
export function receiveStream(request: Job['request'], settle: (outcome: StreamedInvocation) => void): Job {
  let body: Readable | undefined;
  let resume: (() => void) | undefined;
  const abandoned = Promise.withResolvers<void>();
  const takeMore = () => {
    resume?.();
    resume = undefined;
  };
  const open = () => {
    const stream = new Readable({
      read: takeMore,
      // A client that goes away does not end the function (Lambda Developer Guide, "Response streaming"): it runs on to its
      // end, so what it still writes is taken and dropped.
      destroy(error, callback) {
        takeMore();
        abandoned.resolve();
        callback(error);
      },
    });
    settle({ kind: 'streaming', body: stream });
    return stream;
  };
  return {
    request,
    abandoned: abandoned.promise,
    chunk(bytes, more) {
      body ??= open();
      if (body.destroyed || body.push(bytes)) more();
      else resume = more;
    },
    settle(outcome) {
      switch (outcome.kind) {
        case 'ended':
          body ??= open();
          body.push(null);
          break;
        case 'failed':
          if (body) body.destroy(brokenOff(outcome));
          else settle(outcome);
          break;
        case 'returned':
          throw new Error('a streamed invocation ends without a payload');
        default:
          outcome satisfies never;
      }
    },
  };
}

function brokenOff({ errorType, errorMessage }: InvocationFailure): Error {
  return new Error(`the response stream broke off: ${errorType}: ${errorMessage}`);
}
