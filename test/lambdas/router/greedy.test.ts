import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { proxyEvent } from '../../support/proxy-event.ts';
import { backend, operation, proxied } from '../../support/router-config.ts';
import { startRouter } from '../../support/start-router.ts';
import { startRawTarget } from '../../support/start-target.ts';
import { HOSTILE_SEGMENTS } from './hostile-segments.ts';

let bytes = '';
const target = await startRawTarget((socket, text) => {
  bytes += text;
  socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
});
const resource = '/files/{path+}';
const router = startRouter({
  backends: { target: backend(`${target}/base`) },
  operations: [{ ...operation(`GET ${resource}`, proxied('target', '/v2/{path+}')), resource }],
});

async function ask(path: string) {
  bytes = '';
  const { statusCode } = await router.invoke(proxyEvent({ resource, pathParameters: { path } }));
  return { statusCode, sent: bytes.match(/^GET \S+/gm) ?? [] };
}

describe('the value of a greedy variable', () => {
  it.each([
    ['a', 'a'],
    ['a/b/c.txt', 'a/b/c.txt'],
    ['a/b/', 'a/b'],
    ['%61/b%3fc;d/%c3%a9', 'a/b%3Fc%3Bd/%C3%A9'],
    ['%252e%252e/%252f', '%252e%252e/%252f'],
  ])('is sent with its slashes: %s', async (path, sent) => {
    expect(await ask(path)).toEqual({ statusCode: 200, sent: [`GET /base/v2/${sent}`] });
  });

  const hostile = HOSTILE_SEGMENTS.filter((segment) => segment !== '7/admin').flatMap((one) => [
    `a/${one}`,
    `${one}/b`,
  ]);

  it.each(hostile)('is refused where a target could read another path: %j', async (path) => {
    // The last of two slashes at the end is an empty segment, one is ignored.
    const expected = path === 'a/' ? [200, ['GET /base/v2/a']] : [400, []];
    const { statusCode, sent } = await ask(path);
    expect([statusCode, sent]).toEqual(expected);
  });

  it('never leads out of its place, whatever it holds', async () => {
    const piece = fc.constantFrom(
      'a',
      '.',
      '..',
      '/',
      '%2e',
      '%2f',
      '%5c',
      '\\',
      ';',
      '%3b',
      '%25',
      '%',
      ' ',
      '%00',
      'é',
    );
    const path = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(path, async (value) => {
        const { statusCode, sent } = await ask(value);
        expect(sent).toHaveLength(statusCode === 200 ? 1 : 0);
        for (const line of sent) {
          const url = new URL(line.slice('GET '.length), 'http://target');
          expect(`GET ${url.pathname}`).toBe(line);
          expect(decodeURIComponent(url.pathname)).toBe(`/base/v2/${decodeURIComponent(value).replace(/\/$/, '')}`);
          expect(url.pathname).toMatch(/^\/base\/v2\/./);
        }
      }),
      { numRuns: 300 },
    );
  });
});
