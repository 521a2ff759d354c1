import { text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { SrvSource } from '../../../lambdas/core/outbound-config.ts';
import { openWays } from '../../../lambdas/outbound/open-ways.ts';
import { createAuthority } from '../../support/certificates.ts';
import { startDns } from '../../support/start-dns.ts';
import { startSecretsManager } from '../../support/start-secrets-manager.ts';
import { startTarget } from '../../support/start-target.ts';

const NOW = 1_800_000_000_000;
const dns = await startDns();
const secrets = await startSecretsManager();

let instances: readonly Record<string, string>[] | undefined;
const asked: { readonly target: unknown; readonly input: unknown; readonly signed: string | undefined }[] = [];
const cloudMap = await startTarget(async (request, response) => {
  const { authorization, 'x-amz-target': target } = request.headers;
  asked.push({ target, input: JSON.parse(await text(request)), signed: authorization });
  if (instances === undefined)
    return void response.writeHead(400).end('{"__type":"ServiceNotFound","message":"hunter2"}');
  response.end(JSON.stringify({ Instances: instances.map((Attributes) => ({ Attributes })) }));
});

const failures: string[] = [];
const openWay = openWays(
  {
    AWS_REGION: 'eu-central-1',
    DNS_SERVERS: dns.server,
    AWS_ENDPOINT_URL_SERVICEDISCOVERY: cloudMap,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
  },
  (failure) => failures.push(String(failure)),
);
const place = { scheme: 'http', path: '', weight: 1, priority: 0 } as const;
const srv = (name: string, more: Partial<SrvSource> = {}): SrvSource => ({ kind: 'srv', name, ...place, ...more });
const mapped = { kind: 'cloud-map', namespace: 'internal', service: 'planner', ...place, path: '/v2' } as const;

describe('openWays', () => {
  it('takes priorities of SRV records as ranks, and weights as shares of their average', async () => {
    dns.srv('_http._tcp.a.test', [
      { target: 'one.a.test', port: 81, priority: 10, weight: 30 },
      { target: 'two.a.test', port: 82, priority: 10, weight: 10 },
      { target: 'three.a.test', port: 83, priority: 20 },
      { target: 'none.a.test', port: 84, priority: 10, weight: 0 },
    ]);
    const { targets } = await openWay({
      targets: [],
      sources: [srv('_http._tcp.a.test', { path: '/v2', priority: 1 })],
    }).current(NOW);
    const group = '_http._tcp.a.test';
    expect(targets).toEqual([
      { url: 'http://none.a.test:84/v2', weight: 0.01, priority: 1, group },
      { url: 'http://one.a.test:81/v2', weight: 2.25, priority: 1, group },
      { url: 'http://three.a.test:83/v2', weight: 1, priority: 2, group },
      { url: 'http://two.a.test:82/v2', weight: 0.75, priority: 1, group },
    ]);
  });

  it('asks Cloud Map for instances that are well, with a signature', async () => {
    instances = [
      { AWS_INSTANCE_IPV4: '10.0.0.1', AWS_INSTANCE_PORT: '8080' },
      { AWS_INSTANCE_IPV6: 'fd12::1' },
      { AWS_INSTANCE_CNAME: 'c.internal' },
      { other: 'x' },
    ];
    const { targets } = await openWay({ targets: [], sources: [{ ...mapped, port: 9090 }] }).current(NOW);
    expect(targets.map(({ url }) => url)).toEqual([
      'http://10.0.0.1:8080/v2',
      'http://[fd12::1]:9090/v2',
      'http://c.internal:9090/v2',
    ]);
    expect(targets[0]?.group).toBe('planner.internal');
    expect(asked[0]).toEqual({
      target: 'Route53AutoNaming_v20170314.DiscoverInstances',
      input: {
        NamespaceName: 'internal',
        ServiceName: 'planner',
        MaxResults: 1000,
        HealthStatus: 'HEALTHY_OR_ELSE_ALL',
      },
      signed: expect.stringContaining('/eu-central-1/servicediscovery/aws4_request'),
    });
  });

  it('never leads to this machine, to metadata or to what is no host, but to private networks', async () => {
    const refused = [
      '127.0.0.1',
      '169.254.169.254',
      '169.254.170.2',
      '0.0.0.0',
      '2130706433',
      '0x7f.1',
      '224.0.0.1',
      'a/b',
      'u@evil',
      'a:1',
      '',
      '.',
    ];
    const refused6 = [
      '::1',
      'fe80::1',
      'fd00:ec2::254',
      '::ffff:169.254.169.254',
      '64:ff9b::a9fe:a9fe',
      '2002:7f00:1::',
      '::',
    ];
    instances = [
      ...refused.map((address) => ({ AWS_INSTANCE_IPV4: address })),
      ...refused6.map((address) => ({ AWS_INSTANCE_IPV6: address })),
      { AWS_INSTANCE_IPV4: '10.0.0.1', AWS_INSTANCE_PORT: '0' },
      { AWS_INSTANCE_IPV4: '10.0.0.1', AWS_INSTANCE_PORT: '80@evil' },
      ...['10.1.2.3', '192.168.0.1', '100.64.0.1', '169.254.171.5'].map((address) => ({ AWS_INSTANCE_IPV4: address })),
    ];
    const { targets } = await openWay({ targets: [], sources: [mapped] }).current(NOW);
    expect(targets.map(({ url }) => new URL(url).hostname)).toEqual([
      '10.1.2.3',
      '100.64.0.1',
      '169.254.171.5',
      '192.168.0.1',
    ]);
  });

  it('connects to no such address where a name leads to it', async () => {
    dns.srv('_http._tcp.b.test', [{ target: 'localhost', port: Number(new URL(cloudMap).port) }]);
    const { origins, send } = await openWay({ targets: [], sources: [srv('_http._tcp.b.test')] }).current(NOW);
    const [origin] = origins;
    if (origin === undefined) throw new Error('no target');
    const { outcome } = send({
      origin,
      method: 'GET',
      path: '/',
      headers: [],
      body: undefined,
      idempotent: true,
      timeout: 1000,
    });
    expect(await outcome).toEqual({ kind: 'unsent', reason: 'ADDRESS_REFUSED' });
  });

  it('looks again after 30 s without letting anyone wait, and goes on with what it knows while that fails', async () => {
    const name = '_http._tcp.c.test';
    dns.srv(name, [{ target: 'one.c.test', port: 80 }]);
    const way = openWay({ targets: [], sources: [srv(name)] });
    const first = await way.current(NOW);
    expect((await way.current(NOW + 29_999)).origins).toBe(first.origins);
    dns.srv(name, undefined);
    failures.length = 0;
    while (failures.length === 0) {
      expect((await way.current(NOW + 30_000)).origins).toBe(first.origins);
      await turn();
    }
    expect(failures[0]).toContain('ESERVFAIL');
    dns.srv(name, [
      { target: 'one.c.test', port: 80 },
      { target: 'two.c.test', port: 80 },
    ]);
    for (let at = NOW + 60_000; ; at += 1) {
      const { origins, targets } = await way.current(at);
      await turn();
      if (targets.length < 2) continue;
      // Connections are kept to what stayed.
      expect(origins[0]).toBe(first.origins[0]);
      break;
    }
  });

  it('says why where nothing is known, waits for no source while there are other targets, and looks soon for a first one', async () => {
    dns.srv('_http._tcp.d.test', undefined);
    const source = srv('_http._tcp.d.test');
    const alone = openWay({ targets: [], sources: [source] });
    await expect(alone.current(NOW)).rejects.toThrow('targets not found: ESERVFAIL');
    const written = { url: 'http://written.test', weight: 1, priority: 1 };
    expect((await openWay({ targets: [written], sources: [source] }).current(NOW)).targets).toEqual([written]);
    const none = openWay({ targets: [], sources: [srv('_http._tcp.e.test')] });
    await expect(none.current(NOW)).rejects.toThrow('no target is registered');
    dns.srv('_http._tcp.e.test', [{ target: 'one.e.test', port: 80 }]);
    expect((await none.current(NOW + 1000)).targets).toHaveLength(1);
  });

  it('connects anew where a certificate was rotated, and not before', async () => {
    const [one, other] = await Promise.all([createAuthority('One'), createAuthority('Other')]);
    secrets.put('ca', one.cert);
    const way = openWay({ targets: [{ url: 'https://a.test', weight: 1 }], tls: { ca: 'ca' } });
    const first = await way.current(NOW);
    expect((await way.current(NOW + 299_000)).origins).toBe(first.origins);
    secrets.put('ca', other.cert);
    const [origin] = (await way.current(NOW + 900_000)).origins;
    expect(origin?.tls?.ca).toBe(other.cert.trim());
  });
});
