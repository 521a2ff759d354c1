import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { withoutUndoneCoding } from '../../../../lambdas/core/proxy/without-undone-coding.ts';

const plain = Buffer.from('{"a":1}');
const fields = (coding: string) => [['Content-Type', 'text/plain'] as const, ['content-encoding', coding] as const];

describe('withoutUndoneCoding', () => {
  it.each(['gzip', 'GZIP', 'deflate'])('takes away %s from content that is plain', (coding) => {
    expect(withoutUndoneCoding(fields(coding), plain)).toEqual([['Content-Type', 'text/plain']]);
  });

  it.each([
    ['gzip', gzipSync(plain)],
    ['deflate', deflateSync(plain)],
    ['br', plain],
    ['gzip, br', plain],
    ['gzip', undefined],
  ])('leaves %s where it may still be true', (coding, body) => {
    expect(withoutUndoneCoding(fields(coding), body)).toEqual(fields(coding));
  });
});
