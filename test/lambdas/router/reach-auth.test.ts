/** What targets get in place of the client's Authorization: verified by other implementations than ours. */
import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from '@jest/globals';
import { SignatureV4 } from '@smithy/signature-v4';
import type { OutboundAuth } from '../../../lambdas/core/outbound-config.ts';
import { type EventParts, proxyEvent } from '../../support/proxy-event.ts';
import { operation, proxied } from '../../support/router-config.ts';
import { startHttp2Target } from '../../support/start-http2-target.ts';
import { startOpenIdProvider } from '../../support/start-openid-provider.ts';
import { startRouter } from '../../support/start-router.ts';
import { startSecretsManager } from '../../support/start-secrets-manager.ts';
import { startTarget } from '../../support/start-target.ts';

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}
const seen: Seen[] = [];
/** Answers these, then 200. */
const statuses: number[] = [];
const target = await startTarget(async (request, response) => {
  const { method = '', url = '', headers } = request;
  seen.push({ method, url, headers, body: await buffer(request) });
  response.writeHead(statuses.shift() ?? 200).end('x');
});
const two = await startHttp2Target((stream, headers) => {
  seen.push({ method: String(headers[':method']), url: String(headers[':path']), headers, body: Buffer.alloc(0) });
  stream.respond({ ':status': 200 }, { endStream: true });
});

const ISSUER = 'https://id.example.com';
const provider = await startOpenIdProvider(ISSUER, ['planner.read']);
afterAll(() => provider.close());
let tokensAsked = 0;
/** Before a real provider, to count and to break it. */
const tokenServer = await startTarget(async (request, response) => {
  const body = await buffer(request);
  tokensAsked += 1;
  if (request.url === '/down') return void response.writeHead(500).end('hunter2');
  const url = provider.endpointUrls[ISSUER] + (request.url ?? '');
  const params = new URLSearchParams(body.toString());
  // This provider takes the audience as RFC 8707 names it.
  const audience = params.get('audience');
  if (audience) params.set('resource', audience);
  const answer = await fetch(url, { method: 'POST', body: params });
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
});

const manager = await startSecretsManager();
manager.put('token', 'sesame');
manager.put('user', JSON.stringify({ username: 'gateway', password: 'hunter2:ü' }));
manager.put('client', JSON.stringify({ client_id: 'tests', client_secret: 'not-a-secret-of-anything' }));
manager.put('wrong', 'hunter2 hunter2');

const oauth2 = {
  kind: 'oauth2',
  tokenUrl: `${ISSUER}/token`,
  secret: 'client',
  scopes: ['planner.read'],
  audience: 'https://planner.example.com',
  credentialsIn: 'body',
} as const;
const auths: Readonly<Record<string, OutboundAuth>> = {
  bearer: { kind: 'bearer', secret: 'token' },
  basic: { kind: 'basic', secret: 'user' },
  sigv4: { kind: 'sigv4', service: 'execute-api', region: 'eu-central-1' },
  lattice: { kind: 'sigv4', service: 'vpc-lattice-svcs' },
  oauth2,
  posted: oauth2,
  down: { ...oauth2, tokenUrl: `${ISSUER}/down` },
  wrong: { kind: 'bearer', secret: 'wrong' },
  'wrong-user': { kind: 'basic', secret: 'token' },
  missing: { kind: 'bearer', secret: 'missing' },
};
const credentials = { accessKeyId: 'AKID', secretAccessKey: 'shh', sessionToken: 'session' };
const router = startRouter(
  {
    backends: Object.fromEntries([
      ...Object.entries(auths).map(([name, auth]) => [
        name,
        { balance: 'round-robin', targets: [{ url: `${target}/base`, weight: 1 }], auth },
      ]),
      ['two', { balance: 'round-robin', targets: [{ url: two.url, weight: 1 }], auth: auths.sigv4, protocol: 'http2' }],
      ['none', { balance: 'round-robin', targets: [{ url: target, weight: 1 }] }],
    ]),
    operations: [...Object.keys(auths), 'two', 'none'].flatMap((name) =>
      ['GET', 'POST'].map((method) =>
        operation(
          `${method} /${name}/{id}`,
          proxied(
            name,
            '/{id}',
            name === 'sigv4'
              ? {
                  requestHeaders: {
                    set: [
                      ['X-Amz-Target', 'Service.Do'],
                      ['Authorization', 'edit'],
                    ],
                    remove: [],
                  },
                }
              : {},
          ),
        ),
      ),
    ),
  },
  {
    AWS_ENDPOINT_URL_SECRETS_MANAGER: manager.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    ENDPOINT_URLS: JSON.stringify({ [ISSUER]: tokenServer }),
  },
);

const CLIENTS = {
  Authorization: ['Bearer clients-own'],
  'X-Amz-Target': ['Service.DeleteAll'],
  X_Amz_Date: ['20000101T000000Z'],
};

async function ask(name: string, parts: EventParts = {}) {
  seen.length = 0;
  const id = parts.pathParameters?.id ?? '7';
  const { statusCode, body } = await router.invoke(
    proxyEvent({
      resource: `/${name}/{id}`,
      path: `/${name}/${id}`,
      pathParameters: { id },
      headers: CLIENTS,
      ...parts,
    }),
  );
  return { status: statusCode, text: Buffer.from(body, 'base64').toString(), seen: seen.at(-1) };
}

/** The signature as AWS's own SDK makes it, from what the target got. */
async function expectedSignature({ method, url, headers, body }: Seen, service: string, region: string, host: string) {
  class Sha256 {
    #hash;
    constructor(secret?: string | Uint8Array) {
      this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as string);
    }
    update(data: string | Uint8Array) {
      this.#hash.update(data);
    }
    async digest() {
      return new Uint8Array(this.#hash.digest());
    }
  }
  const [path = '', search = ''] = url.split('?');
  const query = Object.fromEntries(
    [...new URLSearchParams(search).keys()].map((key) => [key, new URLSearchParams(search).getAll(key)]),
  );
  const [, names = ''] = /SignedHeaders=([^,]*)/.exec(String(headers.authorization)) ?? [];
  const signed = names.split(';').map((name) => [name, name === 'host' ? host : String(headers[name])]);
  const date = String(headers['x-amz-date']).replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z');
  const signer = new SignatureV4({
    service,
    region,
    credentials,
    sha256: Sha256 as never,
    uriEscapePath: service !== 'vpc-lattice-svcs',
    applyChecksum: true,
  });
  const result = await signer.sign(
    { protocol: 'http:', hostname: host, method, path, query, headers: Object.fromEntries(signed), body },
    { signingDate: new Date(date), signableHeaders: new Set(names.split(';')) },
  );
  return result.headers.authorization;
}

describe('a backend with credentials of its own', () => {
  it.each([
    ['bearer', 'Bearer sesame'],
    ['basic', `Basic ${Buffer.from('gateway:hunter2:ü').toString('base64')}`],
  ])('shows what its secret holds in place of what the client sent: %s', async (name, authorization) => {
    const { status, seen: got } = await ask(name);
    expect([status, got?.headers.authorization]).toEqual([200, authorization]);
  });

  it('passes the client’s own on where it has none', async () => {
    expect((await ask('none')).seen?.headers.authorization).toBe('Bearer clients-own');
  });

  it.each([
    [
      'sigv4',
      'execute-api',
      'eu-central-1',
      { query: { b: ['2', '1'], 'a b': ['!*'] }, pathParameters: { id: "it's+a%20(test)" } },
    ],
    [
      'sigv4',
      'execute-api',
      'eu-central-1',
      { method: 'POST', body: '{"a":1}', headers: { ...CLIENTS, 'Content-Type': ['application/json'] } },
    ],
    ['two', 'execute-api', 'eu-central-1', { query: { a: ['ü'] } }],
    [
      'lattice',
      'vpc-lattice-svcs',
      'us-east-1',
      { method: 'POST', body: 'content', pathParameters: { id: "it's+a%20(test)" } },
    ],
    ['lattice', 'vpc-lattice-svcs', 'us-east-1', { query: { q: ["'x'"] } }],
  ])('signs with the function’s role as AWS’s SDK does: %s %#', async (name, service, region, parts) => {
    const { status, seen: got } = await ask(name, parts);
    if (got === undefined) throw new Error(`status ${status}`);
    const host = new URL(name === 'two' ? two.url : target).host;
    expect(got.headers.authorization).toBe(await expectedSignature(got, service, region, host));
    expect(got.headers['x-amz-security-token']).toBe('session');
    expect(got.headers['x-amz-target']).toBe(name === 'sigv4' ? 'Service.Do' : undefined);
    expect(Object.keys(got.headers)).not.toContain('x_amz_date');
    if (name === 'lattice') expect(got.headers['x-amz-content-sha256']).toBe('UNSIGNED-PAYLOAD');
  });

  it('gets a token by client credentials, once for many requests, and another one when a target refuses it', async () => {
    await Promise.all(Array.from({ length: 5 }, () => ask('oauth2')));
    const first = (await ask('oauth2')).seen?.headers.authorization ?? '';
    const claims = JSON.parse(Buffer.from(first.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({ iss: ISSUER, aud: 'https://planner.example.com', scope: 'planner.read' });
    const before = tokensAsked;
    statuses.push(401);
    const again = await ask('oauth2');
    expect([again.status, seen.length, tokensAsked - before]).toEqual([200, 2, 1]);
    expect(again.seen?.headers.authorization).not.toBe(first);
    // A target that refuses for what the client asked must not cost a token each time.
    statuses.push(401);
    expect([(await ask('oauth2')).status, tokensAsked - before]).toEqual([401, 1]);
  });

  it('gets another one as well when it must not send again what a target refused', async () => {
    const post = () => ask('posted', { method: 'POST', body: 'x' });
    const first = (await post()).seen?.headers.authorization;
    statuses.push(401);
    expect([(await post()).status, seen.length]).toEqual([401, 1]);
    const next = await post();
    expect([next.status, next.seen?.headers.authorization === first]).toEqual([200, false]);
  });

  it('is a 503 while its token server is down, and says nothing of it to the client', async () => {
    const { status, text } = await ask('down');
    expect(status).toBe(503);
    expect(text).not.toMatch(/token|secret|hunter2/);
    expect(JSON.parse(await router.logLine('"GET /down/{id}"'))).toMatchObject({
      reason: 'token server: status 500',
      flags: 'UH',
    });
  });

  it.each([
    ['wrong', 'secret wrong: is no token'],
    ['wrong-user', 'secret token: is no JSON with username and password'],
    ['missing', 'secret missing: ResourceNotFoundException'],
  ])('is a 503 where its secret is not what it should be: %s', async (name, reason) => {
    expect((await ask(name)).status).toBe(503);
    expect(JSON.parse(await router.logLine(`"GET /${name}/{id}"`)).reason).toBe(reason);
  });

  it('never writes a secret to the log', async () => {
    await ask('none');
    const log = router.log().join('\n');
    expect(log).toContain('secret wrong');
    for (const secret of ['sesame', 'hunter2', 'not-a-secret', 'clients-own', 'shh', 'eyJ'])
      expect(log).not.toContain(secret);
  });
});
