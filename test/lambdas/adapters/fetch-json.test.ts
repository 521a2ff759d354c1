import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fetchJson } from '../../../lambdas/adapters/fetch-json.ts';
import { type Answer, startTestIssuer, type TestIssuer } from '../../support/start-test-issuer.ts';

let server: TestIssuer;
beforeAll(async () => {
  server = await startTestIssuer();
});
afterAll(() => server.close());

const url = 'https://id.example.com/jwks';
const get = (from = url, resolve = server.resolve) => fetchJson(from, { timeout: 2000, resolve });

describe('fetchJson', () => {
  it('gives what is served', async () => {
    server.answer('/jwks', undefined);
    expect(await get()).toEqual({ keys: [] });
  });

  it('names the configured host wherever it is reached', async () => {
    server.answer('/jwks', (response) => response.end(JSON.stringify(response.req.headers)));
    expect(await get()).toMatchObject({ host: 'id.example.com', accept: 'application/json' });
  });

  it.each<[string, Answer, string]>([
    ['a redirect', (response) => response.writeHead(302, { location: '/other' }).end(), 'the answer has status 302'],
    ['an error', (response) => response.writeHead(500).end('{}'), 'the answer has status 500'],
    ['an empty success', (response) => response.writeHead(204).end(), 'the answer has status 204'],
    ['HTML', (response) => response.end('<html></html>'), 'the answer is not JSON'],
    ['more than 512 kB', (response) => response.end(`"${'x'.repeat(512 * 1024)}"`), 'the answer is over 524288 bytes'],
    [
      'an unasked upgrade',
      (response) => response.socket?.end('HTTP/1.1 101 Up\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
      'the answer has status 101',
    ],
  ])('refuses %s', async (_, answer, message) => {
    server.answer('/jwks', answer);
    await expect(get()).rejects.toThrow(message);
  });

  it('refuses an answer that is cut short', async () => {
    server.answer('/jwks', (response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{}', () => response.destroy());
    });
    await expect(get()).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('refuses to wait longer than it is told to', async () => {
    server.answer('/jwks', (response) => response.write('{'));
    const answer = fetchJson(url, { timeout: 30, resolve: server.resolve });
    await expect(answer).rejects.toThrow('no whole answer within 30 ms');
  });

  it.each([
    ['plain http', 'http://id.example.com/jwks', undefined, 'the address is not https'],
    ['plain http on this machine', 'http://127.0.0.1:1/jwks', undefined, 'the address is not https'],
    ['a file', 'file:///etc/passwd', undefined, 'the address is not https'],
    ['credentials in the address', 'https://a:b@id.example.com/jwks', undefined, 'the address holds credentials'],
    [
      'being led to plain http elsewhere',
      url,
      'http://10.0.0.1/jwks',
      'the endpoint is neither https nor on this machine',
    ],
    [
      'being led to a host that looks local',
      url,
      'http://127.0.0.1.example.com/',
      'the endpoint is neither https nor on this machine',
    ],
    ['being led to a file', url, 'file:///etc/passwd', 'the endpoint is neither https nor on this machine'],
  ])('refuses %s without asking anybody', async (_, from, to, message) => {
    await expect(get(from, (address) => to ?? address)).rejects.toThrow(message);
  });
});
