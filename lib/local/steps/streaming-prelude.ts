import type { Readable } from 'node:stream';

/** Bytes; the metadata is a status and headers, more is no metadata. */
const MAX_PRELUDE = 65_536;
const DELIMITER = Buffer.alloc(8);

/**
 * Takes the JSON metadata and the eight NULs that `awslambda.HttpResponseStream.from` writes off the front of a stream,
 * which is left paused at the body. `undefined`: the stream ended, failed or has none.
 */
export function readPrelude(stream: Readable): Promise<{ readonly metadata: unknown } | undefined> {
  return new Promise((resolve) => {
    let head = Buffer.alloc(0);
    const finish = (result: { readonly metadata: unknown } | undefined) => {
      stream.off('data', onData).off('end', onEnd).off('error', onEnd);
      resolve(result);
    };
    const onEnd = () => finish(undefined);
    const onData = (chunk: Buffer) => {
      head = Buffer.concat([head, chunk]);
      const delimiter = head.indexOf(DELIMITER);
      if (delimiter === -1) return head.length > MAX_PRELUDE ? finish(undefined) : undefined;
      stream.pause();
      const rest = head.subarray(delimiter + DELIMITER.length);
      if (rest.length > 0) stream.unshift(rest);
      return finish(parseMetadata(head.subarray(0, delimiter).toString('utf8')));
    };
    // The second listener stays: the stream may fail before its reader is there.
    stream.on('data', onData).on('end', onEnd).on('error', onEnd).on('error', ignore);
  });
}

function ignore(): void {}

function parseMetadata(text: string): { readonly metadata: unknown } | undefined {
  try {
    return { metadata: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
