/** The global `awslambda` of Lambda's Node.js runtime, through which functions stream their responses. */
import type { ResponseStream } from './response-stream.ts';

const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
const METADATA_CONTENT_TYPE = 'application/vnd.awslambda.http-integration-response';
const DELIMITER = new Uint8Array(8);

export function installAwslambda(): void {
  Object.assign(globalThis, { awslambda: { streamifyResponse, HttpResponseStream: { from: withMetadata } } });
}

export function isStreaming(handler: object): boolean {
  return STREAMING in handler && handler[STREAMING] === 'response';
}

function streamifyResponse(handler: object): object {
  return Object.assign(handler, { [STREAMING]: 'response' });
}

/** Sends `metadata` (status and headers) and eight NULs before the first bytes of the body. */
function withMetadata(stream: ResponseStream, metadata: unknown): ResponseStream {
  const prelude = JSON.stringify(metadata);
  stream.setContentType(METADATA_CONTENT_TYPE);
  stream._onBeforeFirstWrite = (write) => {
    write(prelude);
    write(DELIMITER);
  };
  return stream;
}
