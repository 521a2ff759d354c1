import { describe, expect, it } from '@jest/globals';
import { isTooLarge, proxyResult } from '../../../lambdas/adapters/proxy-result.ts';
import type { HeaderField } from '../../../lambdas/core/messages.ts';

/** Lambda's quota for an answer. */
const MOST = 6 * 1024 * 1024;

describe('isTooLarge', () => {
  it.each<[string, HeaderField, number]>([
    ['no fields to speak of', ['a', 'b'], 1000],
    ['as many fields as node:http reads', ['a', 'b'.repeat(16_000)], 17_000],
    ['as many as node:http2 reads, which JSON doubles', ['a', '"'.repeat(60_000)], 121_000],
  ])('counts every byte of an answer with %s', (_, field, room) => {
    const result = (bytes: number) => proxyResult({ status: 200, headers: [field], body: Buffer.alloc(bytes) });
    const most = Math.floor(((MOST - room) * 3) / 4);
    expect(isTooLarge(result(most))).toBe(false);
    const more = result(most + 1500);
    expect(Buffer.byteLength(JSON.stringify(more))).toBeGreaterThan(MOST);
    expect(isTooLarge(more)).toBe(true);
  });
});
