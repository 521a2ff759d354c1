import { describe, expect, it } from '@jest/globals';
import type { Caller } from '../../../lambdas/core/caching/caller.ts';
import type { HeaderField } from '../../../lambdas/core/messages.ts';
import type { CachePolicy } from '../../../lambdas/core/router-config.ts';
import { bodyOf, cachedGateway, cacheStatusOf, ownClock, type Respond } from '../../support/cached-gateway.ts';
import { cachedPath } from '../../support/cached-path.ts';
import { operation, proxied } from '../../support/router-config.ts';
import { rowsInMemory } from '../../support/rows-in-memory.ts';

ownClock();

const FRESH: HeaderField = ['Cache-Control', 'max-age=60'];

const caller = (subject: string, claims: Caller['claims'] = {}): Caller => ({
  issuer: 'i',
  subject,
  apiKeyId: '',
  claims,
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
    const ask = cachedPath(respond, policy);
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
    await cachedPath(respond, {}, { rows })({ headers: [['x-tenant', 'a']] });
    const ask = cachedPath(respond, { headers: ['x-tenant'] }, { rows });
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
    await cachedPath(varied, {}, { rows })({ headers: [['x-tenant', 'a']] });
    const ask = cachedPath(varied, { headers: ['x-tenant'] }, { rows });
    expect(bodyOf(await ask({ headers: [['x-tenant', 'b']] }))).toContain('"b"');
    expect(bodyOf(await ask({ headers: [['x-tenant', 'c']] }))).toContain('"c"');
    expect(cacheStatusOf(await ask({ headers: [['x-tenant', 'b']] }))).toContain('hit');
  });

  it('does not answer callers who have a store of their own since', async () => {
    const rows = rowsInMemory();
    await cachedPath(respond, {}, { rows, secured: true })({ caller: caller('ann') });
    const ask = cachedPath(respond, { private: true }, { rows, secured: true });
    expect(bodyOf(await ask({ caller: caller('bob') }))).toContain('bob');
    expect(bodyOf(await ask({ caller: caller('ann') }))).toContain('ann');
    expect(bodyOf(await ask({ caller: caller('bob') }))).toContain('bob');
  });

  it('does not answer by another claim of the same value', async () => {
    const rows = rowsInMemory();
    const by = (name: string) => cachedPath(respond, { claims: [name], ttl: 60_000 }, { rows, secured: true });
    await by('tenant')({ caller: caller('ann', { tenant: 'x' }) });
    expect(bodyOf(await by('org')({ caller: caller('bob', { org: 'x' }) }))).toContain('bob');
  });
});

describe('callers without the claim that tells them apart', () => {
  it('share nothing', async () => {
    const respond: Respond = (_, sent) => ({ headers: [FRESH], body: sent.caller?.subject ?? '' });
    const ask = cachedPath(respond, { claims: ['tenant'] }, { secured: true });
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
      const ask = cachedPath(({ headers }) => {
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
    const ask = cachedPath(respond);
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
