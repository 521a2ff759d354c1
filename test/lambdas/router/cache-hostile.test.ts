import { describe, expect, it } from '@jest/globals';
import type { Caller } from '../../../lambdas/core/caching/caller.ts';
import type { RowStore } from '../../../lambdas/core/caching/rows.ts';
import type { HeaderField } from '../../../lambdas/core/messages.ts';
import type { CachePolicy } from '../../../lambdas/core/router-config.ts';
import { bodyOf, cachedGateway, cacheStatusOf, ownClock, type Respond } from '../../support/cached-gateway.ts';
import { operation, proxied } from '../../support/router-config.ts';
import { rowsInMemory } from '../../support/rows-in-memory.ts';

ownClock();

const FRESH: HeaderField = ['Cache-Control', 'max-age=60'];
const GETTING: CachePolicy = {};

interface World {
  readonly secured?: boolean;
  readonly rows?: RowStore;
  readonly refreshLater?: () => Promise<boolean>;
}

function gateway(respond: Respond, policy: CachePolicy = GETTING, world: World = {}) {
  const { secured = false, rows = rowsInMemory(), refreshLater } = world;
  const cached = proxied('target', '/a', { cache: policy });
  const operations = [
    ...['GET', 'HEAD', 'POST'].map((method) => operation(`${method} /a`, cached, { secured })),
    operation('PUT /a', proxied('target', '/a')),
  ];
  return cachedGateway(rows, operations, respond, { refreshLater });
}

const caller = (subject: string, claims: Caller['claims'] = {}): Caller => ({
  issuer: 'i',
  subject,
  apiKeyId: '',
  claims,
});

describe('a POST that is cached', () => {
  it('without content is no GET, and a GET none', async () => {
    const ask = gateway(({ method }) => ({ headers: [FRESH], body: method }));
    expect(bodyOf(await ask({ method: 'POST' }))).toBe('POST');
    expect(bodyOf(await ask())).toBe('GET');
    expect(bodyOf(await ask({ method: 'POST' }))).toBe('POST');
  });

  it('is let go of by a successful request that may change what it answers', async () => {
    let count = 0;
    const ask = gateway(() => {
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

describe('a POST with a condition', () => {
  it('is the target’s to judge, not the cache’s: 304 answers GET and HEAD alone', async () => {
    const ask = gateway(({ headers }) => ({
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
    const ask = gateway(() => ({ headers: [FRESH], body: 'a' }));
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
    const ask = gateway(respond, {}, { refreshLater });
    await ask();
    for (const [headers, expected] of [[[ONLY], 0] as const, [[], 1] as const]) {
      expect(cacheStatusOf(await ask({ headers }))).toContain('hit');
      expect([asked, renewed]).toEqual([1, expected]);
    }
  });
});

describe('a field in a spelling that servers take for another one', () => {
  it.each<[string, CachePolicy, readonly HeaderField[]]>([
    ['the key', { headers: ['x-tenant'] }, [FRESH]],
    ['Vary', {}, [FRESH, ['Vary', 'X-Tenant']]],
  ])('counts as what %s names', async (_, policy, said) => {
    const respond: Respond = ({ headers }) => ({
      headers: said,
      body: headers.find(([name]) => /^x[-_]tenant$/i.test(name))?.[1] ?? 'none',
    });
    const ask = gateway(respond, policy);
    expect(bodyOf(await ask({ headers: [['X_Tenant', 'evil']] }))).toBe('evil');
    expect(bodyOf(await ask())).toBe('none');
    expect(bodyOf(await ask({ headers: [['x-tenant', 'a']] }))).toBe('a');
    expect(bodyOf(await ask({ headers: [['x-tenant', 'a,']] }))).toBe('a,');
  });
});

describe('what was stored under another configuration of the operation', () => {
  const respond: Respond = ({ headers }, sent) => ({
    headers: [['Cache-Control', 'public, max-age=60']],
    body: JSON.stringify([sent.caller?.subject, headers]),
  });

  it('does not answer requests that are told apart by a field since', async () => {
    const rows = rowsInMemory();
    await gateway(respond, {}, { rows })({ headers: [['x-tenant', 'a']] });
    const ask = gateway(respond, { headers: ['x-tenant'] }, { rows });
    expect(cacheStatusOf(await ask({ headers: [['x-tenant', 'b']] }))).toContain('fwd=uri-miss');
    expect(bodyOf(await ask({ headers: [['x-tenant', 'b']] }))).toContain('"b"');
    expect(cacheStatusOf(await ask({ headers: [['x-tenant', 'b']] }))).toContain('hit');
  });

  it('does not either where it varied already', async () => {
    const rows = rowsInMemory();
    const varied: Respond = (request, sent) => {
      const { headers = [], ...rest } = respond(request, sent);
      return { ...rest, headers: [...headers, ['Vary', 'x-a']] };
    };
    await gateway(varied, {}, { rows })({ headers: [['x-tenant', 'a']] });
    const ask = gateway(varied, { headers: ['x-tenant'] }, { rows });
    expect(bodyOf(await ask({ headers: [['x-tenant', 'b']] }))).toContain('"b"');
    expect(bodyOf(await ask({ headers: [['x-tenant', 'c']] }))).toContain('"c"');
    expect(cacheStatusOf(await ask({ headers: [['x-tenant', 'b']] }))).toContain('hit');
  });

  it('does not answer callers who have a store of their own since', async () => {
    const rows = rowsInMemory();
    await gateway(respond, {}, { rows, secured: true })({ caller: caller('ann') });
    const ask = gateway(respond, { private: true }, { rows, secured: true });
    expect(bodyOf(await ask({ caller: caller('bob') }))).toContain('bob');
    expect(bodyOf(await ask({ caller: caller('ann') }))).toContain('ann');
    expect(bodyOf(await ask({ caller: caller('bob') }))).toContain('bob');
  });

  it('does not answer by another claim of the same value', async () => {
    const rows = rowsInMemory();
    const by = (name: string) => gateway(respond, { claims: [name], ttl: 60_000 }, { rows, secured: true });
    await by('tenant')({ caller: caller('ann', { tenant: 'x' }) });
    expect(bodyOf(await by('org')({ caller: caller('bob', { org: 'x' }) }))).toContain('bob');
  });
});

describe('callers without the claim that tells them apart', () => {
  it('share nothing', async () => {
    const respond: Respond = (_, sent) => ({ headers: [FRESH], body: sent.caller?.subject ?? '' });
    const ask = gateway(respond, { claims: ['tenant'] }, { secured: true });
    const claims = [{}, { tenant: null }, { tenant: 'x' }];
    for (const one of claims) {
      for (const subject of ['ann', 'bob']) {
        const body = bodyOf(await ask({ caller: caller(subject, one) }));
        expect(body).toBe('tenant' in one && one.tenant === 'x' ? 'ann' : subject);
      }
    }
  });
});

describe('answers that are about one request, not about what it asks for', () => {
  it.each([226, 401, 407, 408, 412, 413, 416, 417, 421, 425, 426, 428, 429, 431, 511])(
    'are not kept: %i',
    async (status) => {
      const evil: HeaderField = ['X-Evil', '1'];
      const ask = gateway(({ headers }) => {
        const is = headers.some(([name]) => name === 'X-Evil');
        return { status: is ? status : 200, headers: [FRESH], body: is ? 'evil' : 'good' };
      });
      expect((await ask({ headers: [evil] })).status).toBe(status);
      expect(bodyOf(await ask())).toBe('good');
    },
  );
});

describe('content that a target encoded for one client', () => {
  const respond: Respond = ({ headers }) =>
    headers.some(([name, value]) => name === 'Accept-Encoding' && value.includes('br'))
      ? { headers: [FRESH, ['Content-Encoding', 'br']], body: 'br' }
      : { headers: [FRESH], body: 'plain' };

  it('goes to no other, though the target forgot Vary', async () => {
    const ask = gateway(respond);
    const br = { headers: [['Accept-Encoding', 'br'] as const] };
    expect(bodyOf(await ask(br))).toBe('br');
    expect(bodyOf(await ask())).toBe('plain');
    expect(bodyOf(await ask(br))).toBe('br');
    expect(cacheStatusOf(await ask(br))).toContain('hit');
    expect(cacheStatusOf(await ask())).toContain('hit');
  });
});

describe('a group of responses', () => {
  const names = (count: number) => Array.from({ length: count }, (_, index) => `"g${index}"`).join(', ');
  const respond: Respond = ({ method }) =>
    method === 'PUT'
      ? { headers: [['Cache-Group-Invalidation', names(100)]] }
      : { headers: [FRESH, ['Cache-Groups', names(1)]], body: next() };
  let count = 0;
  const next = () => {
    count += 1;
    return String(count);
  };

  it('goes with all others that one answer names, from whichever backend it comes', async () => {
    const ask = cachedGateway(
      rowsInMemory(),
      [
        operation('GET /a', proxied('target', '/a', { cache: {} })),
        operation('PUT /other', proxied('another', '/other')),
      ],
      respond,
    );
    expect([bodyOf(await ask()), bodyOf(await ask())]).toEqual(['1', '1']);
    await ask({ method: 'PUT', path: '/other', body: 'x' });
    expect(bodyOf(await ask())).toBe('2');
    await ask({ method: 'PUT', path: '/other', body: 'x', host: 'other.example.com' });
    expect(bodyOf(await ask())).toBe('2');
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
    const ask = gateway(ranges);
    expect((await ask({ headers: [['Range', 'bytes=0-0']] })).status).toBe(206);
    expect(bodyOf(await ask())).toBe('0123456789');
  });

  it('renews the whole where it finds it stale', async () => {
    const ask = gateway(ranges);
    await ask();
    const renewed = await ask({ headers: [['Range', 'bytes=0-0']], refreshing: true });
    expect(cacheStatusOf(renewed)).toContain('fwd=stale; fwd-status=200');
    expect([renewed.status, bodyOf(renewed)]).toEqual([206, '0']);
  });
});
