import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { compressResponse, preferredCoding } from '../../../lib/local/steps/compress-response.ts';
import { decompressRequest } from '../../../lib/local/steps/decompress-request.ts';
import type { Answer } from '../../../lib/local/steps/exchange.ts';
import { arrivalAt, openApi, stageOf } from '../../support/local-api.ts';

const answer = (headers: string[] = []): Answer => ({ kind: 'answer', status: 200, headers, body: 'x'.repeat(100) });

describe('compressResponse', () => {
  const accepting = (minimum: number) =>
    arrivalAt(stageOf(openApi({}), { MinimumCompressionSize: minimum }), {
      rawHeaders: ['Accept-Encoding', 'gzip, deflate'],
    });

  it('compresses from the minimum size on', () => {
    const { headers, body } = compressResponse(answer(), accepting(100));
    expect(headers).toEqual(['Content-Encoding', 'gzip']);
    expect(gunzipSync(body as Buffer).toString()).toBe('x'.repeat(100));
    expect(compressResponse(answer(), accepting(101))).toEqual(answer());
  });

  it('leaves alone what is encoded already', () => {
    expect(compressResponse(answer(['content-encoding', 'br']), accepting(0))).toEqual(
      answer(['content-encoding', 'br']),
    );
  });
});

describe('preferredCoding', () => {
  it.each([
    ['', undefined],
    ['*', undefined],
    ['br', undefined],
    ['gzip', 'gzip'],
    ['deflate, gzip', 'deflate'],
    ['deflate;q=0.5, gzip', 'gzip'],
    ['gzip;q=0', undefined],
    ['identity, gzip;q=0.5', undefined],
  ])('of %j is %s', (acceptEncoding, coding) => {
    expect(preferredCoding(acceptEncoding)).toBe(coding);
  });
});

describe('decompressRequest', () => {
  it('decompresses gzip', () => {
    expect(decompressRequest(['Content-Encoding', 'gzip'], gzipSync('hello'), 100).toString()).toBe('hello');
  });

  it.each([
    ['an unknown coding', 'br', Buffer.from('x'), 415],
    ['a body that is not what it says', 'gzip', Buffer.from('x'), 415],
    ['a body that is too large unpacked', 'gzip', gzipSync('x'.repeat(200)), 413],
  ])('refuses %s', (_, coding, body, status) => {
    expect(decompressRequest(['content-encoding', coding], body, 100)).toMatchObject({ status });
  });

  it('lets an empty body pass', () => {
    expect(decompressRequest(['content-encoding', 'deflate'], Buffer.alloc(0), 100)).toHaveLength(0);
  });
});
