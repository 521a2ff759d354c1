import { once } from 'node:events';
import { createServer, get, type ServerResponse } from 'node:http';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { verifyJwt } from '../../../lambdas/adapters/credentials/verify-jwt.ts';
import { authorizerRequest } from '../../support/authorizer-request.ts';
import { startOpenIdProvider } from '../../support/start-openid-provider.ts';
import { verifierParts } from '../../support/verifier-parts.ts';

const ISSUER = 'https://op.example.com';
const AUDIENCE = 'https://pets.example.com';
const before = await startOpenIdProvider(ISSUER, ['read'], 'before');
const after = await startOpenIdProvider(ISSUER, ['read'], 'after');
const [oldToken, newToken] = [await before.requestToken(AUDIENCE, 'read'), await after.requestToken(AUDIENCE, 'read')];

/** Stands before the provider that is to be asked, and does what a test says instead. */
let provider = before;
let fault: ((response: ServerResponse) => void) | undefined;
let asked = 0;
const front = createServer((request, response) => {
  asked++;
  if (fault) return fault(response);
  const [origin = ''] = Object.values(provider.endpointUrls);
  // The provider names its addresses by the host that it is asked under.
  const headers = { host: new URL(ISSUER).host };
  return void get(`${origin}${request.url}`, { headers }, (answer) => answer.pipe(response));
}).listen(0, '127.0.0.1');
await once(front, 'listening');
const address = front.address();
const port = typeof address === 'object' && address ? address.port : 0;
afterAll(async () => {
  front.closeAllConnections();
  front.close();
  await Promise.all([before.close(), after.close()]);
});
beforeEach(() => {
  provider = before;
  fault = undefined;
  asked = 0;
});

const open = () =>
  verifyJwt(
    {
      kind: 'jwt',
      issuers: [
        {
          issuer: ISSUER,
          audience: [AUDIENCE],
          discoveryUrl: `${ISSUER}/.well-known/openid-configuration`,
          algorithms: ['ES256'],
        },
      ],
    },
    verifierParts((url) => url.replace(ISSUER, `http://127.0.0.1:${port}`)),
  );
const bearing = (token: string) => authorizerRequest({ multiValueHeaders: { Authorization: [`Bearer ${token}`] } });
const start = Date.now();
const minutes = (count: number) => start + count * 60_000;

describe('while a real OpenID provider', () => {
  it.each<[string, (response: ServerResponse) => void]>([
    ['is down', (response) => response.destroy()],
    ['answers 503', (response) => response.writeHead(503).end()],
    ['answers garbage', (response) => response.end('<html>')],
    ['answers of another issuer', (response) => response.end('{"issuer":"https://evil.example.com"}')],
    ['redirects', (response) => response.writeHead(302, { location: 'https://evil.example.com/' }).end()],
  ])('%s, known keys go on for an hour, nothing opens, and it recovers by itself', async (_, how) => {
    const verifier = open();
    expect(await verifier.verify(bearing(oldToken), start)).toMatchObject({ kind: 'verified' });
    fault = how;
    for (const at of [9, 11, 30, 59])
      expect(await verifier.verify(bearing(oldToken), minutes(at))).toMatchObject({ kind: 'verified' });
    expect(await verifier.verify(bearing(newToken), minutes(59.1))).toEqual({ kind: 'refused', reason: 'key-unknown' });
    await expect(verifier.verify(bearing(oldToken), minutes(60))).rejects.toMatchObject({ what: 'keys' });
    fault = undefined;
    expect(await verifier.verify(bearing(oldToken), minutes(61))).toMatchObject({ kind: 'verified' });
  });

  it('says nothing, whoever asks next is served by the keys at hand', async () => {
    const verifier = open();
    await verifier.verify(bearing(oldToken), start);
    const silent = Promise.withResolvers<ServerResponse>();
    fault = silent.resolve;
    const waiting = verifier.verify(bearing(oldToken), minutes(10));
    const response = await silent.promise;
    expect(await verifier.verify(bearing(oldToken), minutes(10))).toMatchObject({ kind: 'verified' });
    response.destroy();
    fault = (again) => again.destroy();
    expect(await waiting).toMatchObject({ kind: 'verified' });
  });

  it('rotates its keys under load, each token goes on being judged and the issuer is asked once', async () => {
    const verifier = open();
    await verifier.verify(bearing(oldToken), start);
    asked = 0;
    provider = after;
    const at = minutes(1);
    const answers = await Promise.all(Array.from({ length: 200 }, () => verifier.verify(bearing(newToken), at)));
    expect(answers.every(({ kind }) => kind === 'verified')).toBe(true);
    expect(asked).toBe(2); // metadata and keys
    expect(await verifier.verify(bearing(oldToken), at)).toEqual({ kind: 'refused', reason: 'key-unknown' });
    expect(asked).toBe(2);
  });

  it.each([-30_000, 30_000])('has a clock that is off by %i ms, nothing changes', async (off) => {
    expect(await open().verify(bearing(await before.requestToken(AUDIENCE, 'read')), Date.now() + off)).toMatchObject({
      kind: 'verified',
    });
  });
});
