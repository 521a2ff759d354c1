import { pipeline, type Readable, type Writable } from 'node:stream';
import type { HeaderField } from '../core/messages.ts';
import { CANCELED } from './http-exchange.ts';
import type { LambdaStreaming } from './lambda-streaming.ts';
import { multiValueHeaders } from './proxy-result.ts';

export interface StreamedResponse {
  readonly status: number;
  readonly headers: readonly HeaderField[];
  readonly body: Uint8Array | Readable;
}

/**
 * Milliseconds without a part after which API Gateway gives a stream up (API Gateway Developer Guide, "Stream the integration
 * response"); it would not end this invocation by itself.
 */
const IDLE = 300_000;

/**
 * Writes a response as its body comes, no faster than it is taken. Resolves with the error where the body breaks off: the stream is then destroyed,
 * for it must not end cleanly, and the handler has to throw the error.
 */
export function streamResponse(
  streaming: LambdaStreaming,
  raw: Writable,
  { status, headers, body }: StreamedResponse,
  idle = IDLE,
): Promise<Error | undefined> {
  const metadata = { statusCode: status, multiValueHeaders: multiValueHeaders(headers) };
  const stream = streaming.HttpResponseStream.from(raw, metadata);
  // Status and fields go out with the first write: not to wait for the target's first byte of content.
  stream.write('');
  return new Promise((resolve) => {
    const done = (error?: Error | null) => resolve(error ?? undefined);
    if (body instanceof Uint8Array) return stream.end(body, done);
    const timer = setTimeout(() => body.destroy(new Error('nothing came for 5 minutes')), idle);
    body.on('data', () => timer.refresh()).once('close', () => clearTimeout(timer));
    // Before `pipeline` destroys it with the stream's own error, which would look like one of the target.
    stream.once('error', () => body.destroy(CANCELED)).once('close', () => body.destroy(CANCELED));
    pipeline(body, stream, done);
  });
}
