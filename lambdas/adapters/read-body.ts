import type { Readable } from 'node:stream';
import { DEADLINE } from './http-exchange.ts';

export type BodyOutcome<Body = Uint8Array> =
  | { readonly kind: 'complete'; readonly body: Body }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'timeout' };

/** Reads a whole body of at most `limit` bytes. One that ends early is a failure, never a shorter body. */
export function readBody(response: Readable, limit: number): Promise<BodyOutcome> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    const tooLarge = () => {
      response.destroy();
      resolve({ kind: 'too-large' });
    };
    const failed = (error: NodeJS.ErrnoException) => {
      if (error === DEADLINE) resolve({ kind: 'timeout' });
      else resolve({ kind: 'failed', reason: error.code ?? error.message });
    };
    // What cannot be read came in one piece with the fields: nothing is heard of it any more.
    if (response.errored) return failed(response.errored);
    response.on('error', failed);
    response.on('data', (chunk: Uint8Array) => {
      size += chunk.byteLength;
      if (size > limit) tooLarge();
      else chunks.push(chunk);
    });
    response.on('end', () => resolve({ kind: 'complete', body: Buffer.concat(chunks) }));
    response.on('close', () => resolve({ kind: 'failed', reason: 'closed before its end' }));
  });
}
