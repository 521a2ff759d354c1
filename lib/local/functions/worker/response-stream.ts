import { Writable } from 'node:stream';

/** The stream that a streaming handler writes to. Fields beyond Writable's are Lambda's, and used by frameworks. */
export interface ResponseStream extends Writable {
  contentType?: string;
  setContentType(type: string): void;
  _onBeforeFirstWrite?: (write: (bytes: string | Uint8Array) => void) => void;
}

/** @param send passes bytes on and calls back when more may come */
export function createResponseStream(send: (bytes: Uint8Array, callback: () => void) => void): ResponseStream {
  let first = true;
  const stream: ResponseStream = Object.assign(
    new Writable({
      write(chunk: Buffer, _encoding, callback) {
        if (!first) return send(chunk, callback);
        first = false;
        const before: Uint8Array[] = [];
        stream._onBeforeFirstWrite?.((bytes) => before.push(Buffer.from(bytes)));
        send(Buffer.concat([...before, chunk]), callback);
      },
    }),
    {
      setContentType(type: string) {
        stream.contentType = type;
      },
    },
  );
  return stream;
}
