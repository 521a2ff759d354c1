import { describe, expect, it } from '@jest/globals';
import type { HeaderField } from '../../../lambdas/core/messages.ts';
import { bodyOf, cachedGateway, cacheStatusOf, ownClock, type Respond } from '../../support/cached-gateway.ts';
import { cachedPath } from '../../support/cached-path.ts';
import { operation, proxied } from '../../support/router-config.ts';
import { rowsInMemory } from '../../support/rows-in-memory.ts';

ownClock();

const FRESH: HeaderField = ['Cache-Control', 'max-age=60'];

describe('a stale response in the place of an error', () => {
  it('is no hit: the target was asked, and the field says what it answered (RFC 9211 section 2.1)', async () => {
    let status = 200;
    const ask = cachedPath(() => ({
      status,
      headers: [['Cache-Control', 'max-age=0, stale-if-error=60']],
      body: String(status),
    }));
    await ask();
    status = 503;
    const answer = await ask();
    expect([answer.status, bodyOf(answer)]).toEqual([200, '200']);
    expect(cacheStatusOf(answer)).toBe('gatewright; fwd=stale; fwd-status=503; detail=stale-if-error');
  });
});

describe('a POST that is cached', () => {
  it('without content is no GET, and a GET none', async () => {
    const ask = cachedPath(({ method }) => ({ headers: [FRESH], body: method }));
    expect(bodyOf(await ask({ method: 'POST' }))).toBe('POST');
    expect(bodyOf(await ask())).toBe('GET');
    expect(bodyOf(await ask({ method: 'POST' }))).toBe('POST');
  });

  it('is let go of by a successful request that may change what it answers', async () => {
    let count = 0;
    const ask = cachedPath(() => {
      count += 1;
      return { headers: [FRESH], body: String(count) };
    });
    const search = async (body: string) => bodyOf(await ask({ method: 'POST', body }));
    expect([await search('x'), await search('x'), await search('y')]).toEqual(['1', '1', '2']);
    await ask({ method: 'PUT', body: 'z' });
    expect([await search('x'), await search('y')]).toEqual(['4', '5']);
    expect([await search('x'), await search('y')]).toEqual(['4', '5']);
  });
});

describe('the answer to a POST', () => {
  const ETAG: HeaderField = ['ETag', '"a"'];

  it('is asked for anew when it is stale: to a condition a target would answer 412', async () => {
    const ask = cachedPath(
      ({ headers }) => ({
        status: headers.some(([name]) => name === 'If-None-Match') ? 412 : 200,
        headers: [['Cache-Control', 'max-age=0, stale-if-error=60'], ETAG],
        body: 'found',
      }),
      {},
    );
    const search = () => ask({ method: 'POST', body: 'x' });
    expect([(await search()).status, (await search()).status]).toEqual([200, 200]);
  });

  it('is not kept on a guess (RFC 9110 section 9.3.3)', async () => {
    const ask = cachedPath(() => ({ headers: [['Last-Modified', 'Mon, 02 Nov 2026 10:00:00 GMT']], body: 'found' }));
    const search = async () => cacheStatusOf(await ask({ method: 'POST', body: 'x' }));
    expect([await search(), await search()]).toEqual(Array(2).fill('gatewright; fwd=uri-miss'));
    await ask();
    expect(cacheStatusOf(await ask())).toContain('hit');
  });

  it('answers no GET where its request says no-store', async () => {
    const respond: Respond = ({ method }) => ({ headers: [FRESH, ['Content-Location', '/a']], body: method });
    const operations = [
      operation('GET /a', proxied('target', '/a', { cache: {} })),
      operation('POST /a', proxied('target', '/a')),
    ];
    const ask = cachedGateway(rowsInMemory(), operations, respond);
    await ask({ method: 'POST', body: 'x', headers: [['Cache-Control', 'no-store']] });
    expect(bodyOf(await ask())).toBe('GET');
    await ask({ method: 'POST', body: 'x' });
    expect(bodyOf(await ask())).toBe('POST');
  });
});

describe('a POST with a condition', () => {
  it('is the target’s to judge, not the cache’s: 304 answers GET and HEAD alone', async () => {
    const ask = cachedPath(({ headers }) => ({
      status: headers.some(([name]) => name === 'If-None-Match') ? 412 : 200,
      headers: [FRESH, ['ETag', '"a"']],
      body: 'found',
    }));
    const search = (headers: readonly HeaderField[]) => ask({ method: 'POST', body: 'x', headers });
    expect((await search([])).status).toBe(200);
    expect((await search([['If-None-Match', '"a"']])).status).toBe(412);
    const [said, later] = [await search([]), new Date(Date.now() + 9000).toUTCString()];
    expect(cacheStatusOf(said)).toContain('hit');
    expect((await search([['If-Modified-Since', later]])).status).toBe(200);
  });
});

describe('a request that wants only what is stored', () => {
  const ONLY: HeaderField = ['Cache-Control', 'only-if-cached'];

  it('reaches no target, whatever else it says', async () => {
    const ask = cachedPath(() => ({ headers: [FRESH], body: 'a' }));
    await ask();
    expect((await ask({ headers: [['Cache-Control', 'no-store, only-if-cached']] })).status).toBe(504);
    expect((await ask({ headers: [ONLY], body: 'x' })).status).toBe(504);
    expect((await ask({ headers: [ONLY] })).status).toBe(200);
  });

  it('renews nothing, and keeps no other from doing so', async () => {
    let [asked, renewed] = [0, 0];
    const respond: Respond = () => {
      asked += 1;
      return { headers: [['Cache-Control', 'max-age=0, stale-while-revalidate=60']], body: 'a' };
    };
    const refreshLater = async () => {
      renewed += 1;
      return true;
    };
    const ask = cachedPath(respond, {}, { refreshLater });
    await ask();
    for (const [headers, expected] of [[[ONLY], 0] as const, [[], 1] as const]) {
      expect(cacheStatusOf(await ask({ headers }))).toContain('hit');
      expect([asked, renewed]).toEqual([1, expected]);
    }
  });
});

describe('a HEAD', () => {
  const HEAD = { method: 'HEAD' };

  it('makes nothing fresh that its answer does not identify', async () => {
    const ask = cachedPath(({ method }) => ({
      headers: [['Cache-Control', method === 'HEAD' ? 'max-age=9000' : 'max-age=60']],
      body: method === 'HEAD' ? '' : 'a',
    }));
    await ask();
    await ask({ ...HEAD, headers: [['Cache-Control', 'no-cache']] });
    expect(cacheStatusOf(await ask())).toMatch(/hit; ttl=5\d$/);
  });

  it('leaves it to a GET to renew what only that can', async () => {
    const renewed: string[] = [];
    const said: HeaderField = ['Cache-Control', 'max-age=0, stale-while-revalidate=60'];
    const ask = (etag: readonly HeaderField[]) =>
      cachedPath(
        () => ({ headers: [said, ...etag], body: 'a' }),
        {},
        {
          refreshLater: async () => renewed.push('') > 0,
        },
      );
    const [plain, tagged] = [ask([]), ask([['ETag', '"a"']])];
    for (const one of [plain, tagged]) expect((await one()).status).toBe(200);
    expect(cacheStatusOf(await plain(HEAD))).toContain('hit');
    expect(renewed).toHaveLength(0);
    await plain();
    expect(renewed).toHaveLength(1);
    await tagged(HEAD);
    expect(renewed).toHaveLength(2);
  });
});

describe('a request for a part', () => {
  const ranges: Respond = ({ headers }) => {
    const range = headers.find(([name]) => name.toLowerCase() === 'range')?.[1];
    return range === undefined
      ? {
          headers: [
            ['Cache-Control', 'max-age=0, stale-while-revalidate=60'],
            ['ETag', '"a"'],
          ],
          body: '0123456789',
        }
      : { status: 206, headers: [FRESH, ['Content-Range', 'bytes 0-0/10']], body: '0' };
  };

  it('leaves nothing that answers for the whole', async () => {
    const ask = cachedPath(ranges);
    expect((await ask({ headers: [['Range', 'bytes=0-0']] })).status).toBe(206);
    expect(bodyOf(await ask())).toBe('0123456789');
  });

  it('renews the whole where it finds it stale', async () => {
    const ask = cachedPath(ranges);
    await ask();
    const renewed = await ask({ headers: [['Range', 'bytes=0-0']], refreshing: true });
    expect(cacheStatusOf(renewed)).toContain('fwd=stale; fwd-status=200');
    expect([renewed.status, bodyOf(renewed)]).toEqual([206, '0']);
  });
});
