import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { type LocalIssuer, startLocalIssuer } from '../../lib/issuer/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const issuers = ['https://id.example.com', 'https://auth.example.com/tenants/one/'];
const [issuer = '', tenant = ''] = issuers;
const started: LocalIssuer[] = [];
let folders = 0;

const newStateDir = () => {
  folders += 1;
  return join(folder, `state-${folders}`);
};
async function start(stateDir = newStateDir()) {
  const local = await startLocalIssuer({ issuers, stateDir });
  started.push(local);
  return local;
}
async function get<T>(url: string): Promise<T> {
  return (await (await fetch(url)).json()) as T; // what the test expects
}
const request = { issuer, audience: 'api', subject: 'developer', scopes: ['read', 'write'] };

afterEach(async () => {
  await Promise.all(started.splice(0).map((local) => local.close()));
});

describe('startLocalIssuer', () => {
  it('serves metadata of each issuer under its own name', async () => {
    const { endpointUrls } = await start();
    expect(Object.keys(endpointUrls)).toEqual(['https://id.example.com', 'https://auth.example.com/tenants/one']);
    const [first = '', second = ''] = Object.values(endpointUrls);
    expect(await get(`${first}/.well-known/openid-configuration`)).toMatchObject({
      issuer,
      jwks_uri: 'https://id.example.com/jwks',
    });
    expect(await get(`${second}/.well-known/openid-configuration`)).toMatchObject({
      issuer: tenant,
      jwks_uri: 'https://auth.example.com/tenants/one/jwks',
    });
  });

  it('signs access tokens that its keys verify', async () => {
    const local = await start();
    const keys = await get<JSONWebKeySet>(`${local.endpointUrls[issuer]}/jwks`);
    const token = await local.signToken({ ...request, lifetime: 60_000 });
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys), { issuer, audience: 'api', typ: 'at+jwt' });
    expect(payload).toMatchObject({ sub: 'developer', scope: 'read write' });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
  });

  it('publishes no private member of its key', async () => {
    const local = await start();
    const { keys } = await get<JSONWebKeySet>(`${local.endpointUrls[issuer]}/jwks`);
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });

  it('keeps its key between runs, readable by its owner only', async () => {
    const stateDir = newStateDir();
    const first = await start(stateDir);
    const token = await first.signToken(request);
    await first.close();
    const second = await start(stateDir);
    const keys = await get<JSONWebKeySet>(`${second.endpointUrls[issuer]}/jwks`);
    expect((await jwtVerify(token, createLocalJWKSet(keys))).payload.sub).toBe('developer');
    expect(statSync(join(stateDir, 'issuer.json')).mode & 0o777).toBe(0o600);
  });

  it('refuses to sign for an issuer it does not stand in for', async () => {
    const local = await start();
    await expect(local.signToken({ ...request, issuer: 'https://other.example.com' })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
    });
  });

  it.each([
    ['nothing', ''],
    ['half a file', '{"version":1,"privateKey":{"kty":"EC"'],
    ['null', 'null'],
    ['a key without its private half', '{"version":1,"privateKey":{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}}'],
    ['a symmetric key', '{"version":1,"privateKey":{"kty":"oct","k":"AAAA"}}'],
  ])('refuses a key file that holds %s, and leaves it as it is', async (_, text) => {
    const stateDir = newStateDir();
    mkdirSync(stateDir);
    writeFileSync(join(stateDir, 'issuer.json'), text);
    await expect(start(stateDir)).rejects.toMatchObject({ name: 'UserError', code: 'STATE_CORRUPT' });
    expect(readFileSync(join(stateDir, 'issuer.json'), 'utf8')).toBe(text);
  });

  it('refuses a key file that is a folder', async () => {
    const stateDir = newStateDir();
    mkdirSync(join(stateDir, 'issuer.json'), { recursive: true });
    await expect(start(stateDir)).rejects.toMatchObject({ code: 'STATE_CORRUPT' });
  });

  it('refuses a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const attempt = startLocalIssuer({ issuers, stateDir: newStateDir(), port });
    await expect(attempt).rejects.toMatchObject({
      code: 'PORT_IN_USE',
      message: expect.stringContaining(String(port)),
    });
    other.close();
  });
});
