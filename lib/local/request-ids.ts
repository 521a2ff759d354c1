/** EDGE of randomness: ids of requests. Bytes are drawn in blocks, a draw for each request is what costs. */
import { randomFillSync, randomUUID } from 'node:crypto';

const block = Buffer.allocUnsafe(8192);
let next = block.length;

function bytes(count: number): Buffer {
  if (next + count > block.length) {
    randomFillSync(block);
    next = 0;
  }
  next += count;
  return block.subarray(next - count, next);
}

/** Random lower case hexadecimal digits, an even number of them. */
export function randomHex(digits: number): string {
  return bytes(digits / 2).toString('hex');
}

/** `x-amzn-RequestId` */
export function newRequestId(): string {
  return randomUUID();
}

/** `x-amz-apigw-id`: sixteen characters, base64, the last one `=`. */
export function newExtendedRequestId(): string {
  return bytes(11).toString('base64');
}
