import { describe, expect, it } from '@jest/globals';
import { proxyEvent } from '../../support/proxy-event.ts';
import { ask, echo, hitCount, host, router, sockets, thing } from './router-with-targets.ts';

describe('handler of the router', () => {
  it('sends method, path, query and body as the client did', async () => {
    const query = { tag: ['a b', 'ü+&='], 'filter[x]': [''] };
    const body = new Uint8Array([0, 255, 13, 10]);
    const result = await thing({ method: 'POST', pathParameters: { id: 'a%2Bb,c' }, query, body });
    expect(result.statusCode).toBe(200);
    expect(echo(result)).toMatchObject({
      method: 'POST',
      url: '/base/v2/a%2Bb,c/x?tag=a%20b&tag=%C3%BC%2B%26%3D&filter%5Bx%5D=',
      body: 'AP8NCg==',
    });
    expect(echo(result).headers).toMatchObject({ host, 'content-length': '4' });
  });

  it('ignores the path of the event, which a custom domain prefixes', async () => {
    const event = proxyEvent({ resource: '/things/{id}', pathParameters: { id: '7' }, path: '/mapped/things/7' });
    expect(echo(await router.invoke(event)).url).toBe('/base/v2/7/x');
  });

  it("refuses another spelling of a path, to which API Gateway applied another resource's key and throttle", async () => {
    const result = await ask({ resource: '/{id}', pathParameters: { id: '%6Docked' } });
    expect(result.statusCode).toBe(404);
  });

  it.each([
    ['GET', undefined],
    ['DELETE', undefined],
    ['POST', '0'],
    ['PATCH', '0'],
  ])('frames a %s without content', async (method, length) => {
    const { headers } = echo(await thing({ method }));
    expect([headers['content-length'], headers['transfer-encoding']]).toEqual([length, undefined]);
  });

  it('sends content with DELETE', async () => {
    expect(echo(await thing({ method: 'DELETE', body: 'x' })).headers['content-length']).toBe('1');
  });

  it('answers HEAD without content', async () => {
    const result = await thing({ method: 'HEAD' });
    expect([result.statusCode, result.body]).toEqual([200, '']);
  });

  it('passes end-to-end fields with repeats and case, and says who asks', async () => {
    const result = await thing({
      headers: {
        'X-Trace': ['1', '2'],
        authorization: ['Bearer token'],
        'accept-encoding': ['gzip, br'],
        Via: ['1.1 edge'],
        'X-Forwarded-Proto': ['http', 'https'],
      },
    });
    const { headers, names } = echo(result);
    expect(headers).toMatchObject({
      'x-trace': '1, 2',
      authorization: 'Bearer token',
      'accept-encoding': 'gzip, br',
      via: '1.1 edge, 1.1 gatewright',
      forwarded: 'for=192.0.2.7;proto=https;host=api.example.com',
      'x-forwarded-for': '192.0.2.7',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'api.example.com',
    });
    expect(names.filter((name) => name.toLowerCase() === 'host')).toEqual(['Host']);
    expect(names).toContain('X-Trace');
  });

  it('applies the edits of the operation both ways', async () => {
    const result = await ask({ path: '/edited', headers: { 'x-set': ['theirs'], 'X-Gone': ['1'] } });
    const { headers } = echo(result);
    expect([headers['x-set'], headers['x-gone']]).toEqual(['ours', undefined]);
    expect(result.multiValueHeaders).toMatchObject({ 'X-Frame-Options': ['DENY'] });
    expect(result.multiValueHeaders).not.toHaveProperty('set-cookie');
  });

  it('passes repeated response fields and none of the connection', async () => {
    const { multiValueHeaders = {} } = await thing({});
    expect(multiValueHeaders['set-cookie']).toEqual(['a=1', 'b=2']);
    const names = Object.keys(multiValueHeaders).map((name) => name.toLowerCase());
    for (const name of [
      'connection',
      'x-secret',
      'keep-alive',
      'proxy-authenticate',
      'transfer-encoding',
      'content-length',
    ]) {
      expect(names).not.toContain(name);
    }
    expect(multiValueHeaders.Via).toEqual(['1.1 gatewright']);
  });

  it('loses no response field, however many there are', async () => {
    const { multiValueHeaders = {} } = await ask({ path: '/manyFields' });
    expect(multiValueHeaders).toMatchObject({ a: { length: 2100 }, 'cache-control': ['private'] });
  });

  it('does not follow redirects', async () => {
    const result = await ask({ path: '/redirecting' });
    expect(result).toMatchObject({ statusCode: 302, multiValueHeaders: { location: ['http://127.0.0.1:9/'] } });
  });

  it('does not unpack content', async () => {
    expect(await ask({ path: '/zipped' })).toMatchObject({ statusCode: 200, body: 'H4sA' });
  });

  it('passes over informational responses', async () => {
    expect(await ask({ path: '/early' })).toMatchObject({ statusCode: 204, body: '' });
  });

  it('uses a connection again in later invocations', async () => {
    for (let count = 0; count < 3; count++) await ask({ path: '/reusing' });
    expect(sockets.size).toBe(1);
  });

  it('tries another target where the first cannot be reached, with any method', async () => {
    const before = hitCount();
    const results = [];
    for (let count = 0; count < 3; count++)
      results.push(await ask({ method: 'POST', path: '/halfDead', body: 'once' }));
    expect(results.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(hitCount() - before).toBe(3);
  });
});
