/** Targets over TLS with an authority of their own: real certificates, real handshakes, over HTTP/1.1 and HTTP/2. */
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { BackendConfig } from '../../../lambdas/core/router-config.ts';
import { createAuthority } from '../../support/certificates.ts';
import { proxyEvent } from '../../support/proxy-event.ts';
import { operation, proxied } from '../../support/router-config.ts';
import { startHttp2Target } from '../../support/start-http2-target.ts';
import { startRouter } from '../../support/start-router.ts';
import { startSecretsManager } from '../../support/start-secrets-manager.ts';

const [authority, stranger] = await Promise.all([createAuthority('Own'), createAuthority('Stranger')]);
const [right, other, old, forged, client, wrongClient] = await Promise.all([
  authority.issue('planner.internal'),
  authority.issue('other.internal'),
  authority.issue('planner.internal', true),
  stranger.issue('planner.internal'),
  authority.issue('gateway'),
  stranger.issue('gateway'),
]);

async function startTls(options: ServerOptions): Promise<string> {
  const server = createServer(options, (request, response) => {
    const { subject } = (request.socket as TLSSocket).getPeerCertificate();
    response.end(`hello ${subject?.CN ?? 'nobody'}`);
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server's address is never a string
}

const mutual = { ca: authority.cert, requestCert: true, rejectUnauthorized: true };
const [fine, wrongHost, expired, unknown, asking] = await Promise.all([
  startTls(right),
  startTls(other),
  startTls(old),
  startTls(forged),
  startTls({ ...right, ...mutual }),
]);
const two = await startHttp2Target((stream) => {
  stream.respond({ ':status': 200 });
  stream.end('over two');
}, right);

const manager = await startSecretsManager();
manager.put('ca', authority.cert);
manager.put('client', client.cert + client.key);
manager.put('client-json', JSON.stringify({ certificate: client.cert, privateKey: client.key }));
manager.put('wrong-client', wrongClient.cert + wrongClient.key);
manager.put('mismatch', client.cert + wrongClient.key);
manager.put('garbage', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----');
manager.put('no-pem', 'hunter2');

const tls = { ca: 'ca', serverName: 'planner.internal' };
const backends: Readonly<Record<string, Partial<BackendConfig> & { readonly url: string }>> = {
  fine: { url: fine, tls },
  two: { url: two.url, tls, protocol: 'http2' },
  'one-as-two': { url: fine, tls, protocol: 'http2' },
  'wrong-host': { url: wrongHost, tls },
  'wrong-host-two': { url: two.url, tls: { ca: 'ca', serverName: 'other.internal' }, protocol: 'http2' },
  expired: { url: expired, tls },
  unknown: { url: unknown, tls },
  untrusted: { url: fine, tls: { serverName: 'planner.internal' } },
  mutual: { url: asking, tls: { ...tls, clientCertificate: 'client' } },
  'mutual-json': { url: asking, tls: { ...tls, clientCertificate: 'client-json' } },
  'mutual-without': { url: asking, tls },
  'mutual-wrong': { url: asking, tls: { ...tls, clientCertificate: 'wrong-client' } },
  'no-secret': { url: fine, tls: { ...tls, ca: 'missing' } },
  'no-pem': { url: fine, tls: { ...tls, ca: 'no-pem' } },
  mismatch: { url: fine, tls: { ...tls, clientCertificate: 'mismatch' } },
  garbage: { url: fine, tls: { ...tls, ca: 'garbage' } },
  'no-key': { url: fine, tls: { ...tls, clientCertificate: 'ca' } },
};
const router = startRouter(
  {
    backends: Object.fromEntries(
      Object.entries(backends).map(([name, { url, ...more }]) => [
        name,
        { balance: 'round-robin', targets: [{ url, weight: 1 }], ...more },
      ]),
    ),
    operations: Object.keys(backends).map((name) => operation(`GET /${name}`, proxied(name, '/'))),
  },
  { AWS_ENDPOINT_URL_SECRETS_MANAGER: manager.endpoint },
);

async function ask(name: string) {
  const { statusCode, body } = await router.invoke(proxyEvent({ path: `/${name}`, resource: `/${name}` }));
  return { status: statusCode, text: Buffer.from(body, 'base64').toString() };
}

/** What the log says of the last request to a backend. */
const reason = async (name: string): Promise<string> => JSON.parse(await router.logLine(`"GET /${name}"`)).reason;

describe('a target over TLS', () => {
  it.each([
    ['fine', 'hello nobody'],
    ['two', 'over two'],
    ['mutual', 'hello gateway'],
    ['mutual-json', 'hello gateway'],
  ])('is reached where its certificate is trusted: %s', async (name, text) => {
    expect(await ask(name)).toEqual({ status: 200, text });
  });

  it.each([
    ['wrong-host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['wrong-host-two', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['expired', 'CERT_HAS_EXPIRED'],
    ['unknown', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['untrusted', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    // What is no certificate is trusted as nothing.
    ['garbage', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['one-as-two', 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL'],
    ['mutual-without', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'],
    ['mutual-wrong', /^ERR_SSL_TLSV1_ALERT_UNKNOWN_CA|ECONNRESET$/],
  ])('is a 502 with a clear reason in the log: %s', async (name, why) => {
    const { status, text } = await ask(name);
    expect(status).toBe(502);
    expect(text).not.toMatch(/SSL|CERT/);
    expect(await reason(name)).toMatch(why);
  });

  it.each([
    ['no-secret', 'secret missing: ResourceNotFoundException'],
    ['no-pem', 'secret no-pem: holds no certificate (PEM)'],
    ['mismatch', 'secret ca, mismatch: ERR_OSSL_X509_KEY_VALUES_MISMATCH'],
    ['no-key', 'secret ca: holds no certificate with its private key (PEM)'],
  ])(
    'is a 503 where a secret is not what it should be, which the log says without its value: %s',
    async (name, why) => {
      const { status, text } = await ask(name);
      expect(status).toBe(503);
      expect(text).toContain('cannot be reached now');
      expect(text).not.toContain('secret');
      expect(await reason(name)).toBe(why);
    },
  );
});
