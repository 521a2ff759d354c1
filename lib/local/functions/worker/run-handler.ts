import { finished } from 'node:stream/promises';
import { claim } from '../claim.ts';
import { describeError } from '../describe-error.ts';
import type { EnvironmentSetup, FromWorker, HandlerOutcome, InvokeMessage } from '../messages.ts';
import { isStreaming } from './awslambda.ts';
import { callWithCallback } from './call-with-callback.ts';
import { invocationContext } from './invocation-context.ts';
import { type Handler, takesCallbacks } from './load-handler.ts';
import { createResponseStream } from './response-stream.ts';
import { serializeResult } from './serialize-result.ts';

export interface Runner {
  /** Runs the handler and sends its outcome, after what came before; not if the event has been taken back meanwhile. */
  run(message: InvokeMessage): void;
  /** The receiver of a stream takes the next chunk. */
  more(): void;
}

type SendChunk = (bytes: Uint8Array, callback: () => void) => void;

/** @param send gives the outcome to the main thread */
export function createRunner(handler: Handler, setup: EnvironmentSetup, send: (message: FromWorker) => void): Runner {
  let takeMore: (() => void) | undefined;
  const sendChunk: SendChunk = (bytes, callback) => {
    takeMore = callback;
    send({ kind: 'chunk', bytes });
  };
  const streams = isStreaming(handler);
  const call = takesCallbacks(setup.runtime) ? callWithCallback : callAsync;
  const inbox: InvokeMessage[] = [];
  let busy = false;
  /** One invocation at a time. */
  const next = (): void => {
    const message = busy ? undefined : inbox.shift();
    if (message === undefined) return;
    if (claim(setup.places, message.number)) void run(message).then(goOn);
    else next();
  };
  const goOn = (): void => {
    busy = false;
    // What an invocation has left to be done gets a turn before the next one, as it does in Lambda.
    if (inbox.length > 0) setImmediate(next);
  };
  const run = async (message: InvokeMessage): Promise<void> => {
    busy = true;
    const began = performance.now();
    const end = (outcome: HandlerOutcome) => send({ kind: 'over', outcome, took: performance.now() - began });
    const context = invocationContext(setup, message, Date.now());
    const event: unknown = JSON.parse(message.event);
    try {
      if (streams && message.streaming) {
        await writeStream(handler, event, context, sendChunk);
        end({ kind: 'ended' });
        return;
      }
      const result = streams ? await gatherStream(handler, event, context) : await call(handler, event, context);
      const outcome = serializeResult(result);
      if (message.streaming && outcome.kind === 'returned') sendWhole(outcome.payload, sendChunk, end);
      else end(outcome);
    } catch (error) {
      console.error('Invoke Error', error);
      end({ kind: 'failed', ...describeError(error) });
    }
  };
  return {
    run(message) {
      inbox.push(message);
      next();
    },
    more() {
      const callback = takeMore;
      takeMore = undefined;
      callback?.();
    },
  };
}

async function callAsync(handler: Handler, event: unknown, context: object): Promise<unknown> {
  return handler(event, context);
}

async function writeStream(handler: Handler, event: unknown, context: object, sendChunk: SendChunk): Promise<void> {
  const stream = createResponseStream(sendChunk);
  // A stream that its handler destroys fails the invocation at once, even if the handler waits for something else.
  const end = finished(stream);
  await Promise.all([handler(event, stream, context), end]);
}

/** The Invoke API gathers what a streaming function writes; that it is JSON is the function's affair. */
async function gatherStream(handler: Handler, event: unknown, context: object): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  await writeStream(handler, event, context, (bytes, callback) => {
    chunks.push(bytes);
    callback();
  });
  const text = Buffer.concat(chunks).toString();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A function that does not stream is one chunk of JSON to InvokeWithResponseStream. */
function sendWhole(payload: string, sendChunk: SendChunk, end: (outcome: HandlerOutcome) => void): void {
  sendChunk(Buffer.from(payload), () => end({ kind: 'ended' }));
}
