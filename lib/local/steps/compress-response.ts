import { deflateSync, gzipSync } from 'node:zlib';
import type { Answer, Arrival } from './exchange.ts';
import { readHeader } from './read-header.ts';

/**
 * Compresses an answer where the API has a minimum size, the client names gzip or deflate as what it likes best, and the
 * integration has not encoded it already.
 */
export function compressResponse(answer: Answer, { request, stage }: Arrival): Answer {
  const minimum = stage.api.minimumCompressionSize;
  if (minimum === undefined || (typeof answer.body !== 'string' && !Buffer.isBuffer(answer.body))) return answer;
  const coding = preferredCoding(readHeader(request.rawHeaders, 'accept-encoding') ?? '');
  if (coding === undefined || Buffer.byteLength(answer.body) < minimum) return answer;
  if (answer.headers.some((name, i) => i % 2 === 0 && name.toLowerCase() === 'content-encoding')) return answer;
  const body = coding === 'gzip' ? gzipSync(answer.body) : deflateSync(answer.body);
  return { ...answer, headers: [...answer.headers, 'Content-Encoding', coding], body };
}

/** The coding with the highest weight, the first of equals, if it is one of API Gateway's. */
export function preferredCoding(acceptEncoding: string): 'gzip' | 'deflate' | undefined {
  const codings = acceptEncoding.split(',').map((item) => {
    const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { name, weight: weight === undefined ? 1 : Number(weight) };
  });
  const known = codings.filter(
    ({ name, weight }) => (name === 'gzip' || name === 'deflate' || name === 'identity') && weight > 0,
  );
  const best = known.reduce<(typeof known)[number] | undefined>(
    (a, b) => (a !== undefined && a.weight >= b.weight ? a : b),
    undefined,
  );
  return best?.name === 'gzip' || best?.name === 'deflate' ? best.name : undefined;
}
