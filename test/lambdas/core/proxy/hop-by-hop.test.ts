import { describe, expect, it } from '@jest/globals';
import { endToEnd } from '../../../../lambdas/core/proxy/hop-by-hop.ts';

describe('endToEnd', () => {
  it.each([
    ['Connection', 'close'],
    ['Keep-Alive', 'timeout=5'],
    ['Proxy-Authorization', 'Basic x'],
    ['Proxy-Authenticate', 'Basic'],
    ['Proxy-Connection', 'keep-alive'],
    ['TE', 'gzip'],
    ['TE', 'trailers, deflate'],
    ['Trailer', 'X-Sum'],
    ['Transfer-Encoding', 'chunked'],
    ['transfer_encoding', 'identity, chunked'],
    ['Content-Length', '99'],
    ['content_length', '99'],
    ['Upgrade', 'h2c'],
    ['HTTP2-Settings', 'x'],
    ['Expect', '100-continue'],
  ])('drops %s: %s', (name, value) => {
    expect(endToEnd([[name, value]])).toEqual([]);
  });

  it('keeps the one TE that a proxy may send', () => {
    expect(endToEnd([['te', 'Trailers']])).toEqual([['te', 'Trailers']]);
  });

  it('drops what Connection names, in any spelling and on any line', () => {
    const fields = endToEnd([
      ['connection', 'close, X-One'],
      ['Connection', 'x-two'],
      ['x-one', '1'],
      ['X_Two', '2'],
      ['x-three', '3'],
    ]);
    expect(fields).toEqual([['x-three', '3']]);
  });

  it('keeps what Connection must not take away', () => {
    const essential = ['authorization', 'host', 'cookie', 'content-type', 'cache-control', 'set-cookie', 'vary'];
    const fields = essential.map((name) => [name, 'x'] as const);
    expect(endToEnd([['connection', essential.join(', ')], ...fields])).toEqual(fields);
  });

  it('keeps names, order and repeats', () => {
    const fields = [
      ['X-A', '1'],
      ['x-b', '2'],
      ['x-a', '3'],
    ] as const;
    expect(endToEnd(fields)).toEqual(fields);
  });
});
