import type { APIGatewayProxyResult } from 'aws-lambda';
import type { HeaderField, ResponseMessage } from '../core/messages.ts';

/** Lambda's quota for a buffered answer, in bytes of its JSON (Lambda Developer Guide, "Lambda quotas"). */
const RESULT_LIMIT = 6 * 1024 * 1024;

/** Bytes of body that can ever fit: in the result they are base64. */
export const BODY_LIMIT = (RESULT_LIMIT * 3) / 4;

/** Base64 throughout: `binaryMediaTypes` is `*\/*`. */
export function proxyResult({ status, headers, body }: ResponseMessage): APIGatewayProxyResult {
  return {
    statusCode: status,
    multiValueHeaders: multiValueHeaders(headers),
    body: Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('base64'),
    isBase64Encoded: true,
  };
}

/** Node's parsers accept 16 kB of fields, 64 kB over HTTP/2, which JSON may double; what is added to them is short. */
const FIELDS_LIMIT = 256 * 1024;

/** Whether Lambda would refuse to answer with it. */
export function isTooLarge(result: APIGatewayProxyResult): boolean {
  if (result.body.length + FIELDS_LIMIT < RESULT_LIMIT) return false;
  return result.body.length + Buffer.byteLength(JSON.stringify({ ...result, body: '' })) > RESULT_LIMIT;
}

/** API Gateway merges names without regard to case; so lines of one name are gathered under its first spelling. */
export function multiValueHeaders(headers: readonly HeaderField[]): Record<string, string[]> {
  const byName = new Map<string, string[]>();
  // Without a prototype: a field may be called `__proto__`.
  const fields: Record<string, string[]> = Object.create(null);
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const known = byName.get(key);
    if (known) {
      known.push(value);
      continue;
    }
    const values = [value];
    byName.set(key, values);
    fields[name] = values;
  }
  return fields;
}
