import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { packResponse, unpackResponse } from '../../../lambdas/adapters/pack-response.ts';
import type { StoredResponse } from '../../../lambdas/core/caching/stored-response.ts';
import { storedResponse } from '../core/caching/messages.ts';

const json = (size: number) => new TextEncoder().encode('{"name":"blueprint","id":123456},'.repeat(size / 33));

describe('packResponse', () => {
  it('gives back any response', () => {
    const body = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(100, 5000, 50_000).map(json));
    const headers = fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })));
    fc.assert(
      fc.property(
        body,
        headers,
        fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
        (bytes, fields, initialAge) => {
          const stored = storedResponse({ body: bytes, headers: fields, initialAge });
          const unpacked = unpackResponse(packResponse(stored));
          expect({ ...unpacked, body: 0 }).toEqual({ ...stored, body: 0 });
          expect(Buffer.from(unpacked?.body ?? []).equals(bytes)).toBe(true);
        },
      ),
    );
  });

  it.each([8000, 400_000])('makes %i bytes of JSON small', (size) => {
    expect(packResponse(storedResponse({ body: json(size) })).byteLength).toBeLessThan(1024);
  });

  it('leaves alone what is compressed already', () => {
    const [first] = packResponse(storedResponse({ body: json(8000), headers: [['content-encoding', 'br']] }));
    expect(first).toBe(0);
  });

  it.each([
    ['nothing else', {}],
    ['no freshness', { freshness: undefined }],
    ['another lifetime', { freshness: { lifetime: '60s' } }],
    ['a status of another kind', { status: '200' }],
    ['no groups', { groups: undefined }],
    ['no instant', { receivedAt: null }],
  ])('takes a response that another deploy wrote with %s for none', (_, other) => {
    const { body, headers, ...rest } = storedResponse();
    const written = { body, headers, ...(Object.keys(other).length > 0 && rest), ...other };
    // As it can only be where another deploy's code wrote it.
    expect(unpackResponse(packResponse(written as StoredResponse))).toBeUndefined();
  });

  it.each([[[]], [[9, 1, 2]], [[1, 1, 2]], [[0, 0, 0, 0, 9, 123]], [[0]]])('refuses %j', (bytes) => {
    expect(unpackResponse(new Uint8Array(bytes))).toBeUndefined();
  });
});
