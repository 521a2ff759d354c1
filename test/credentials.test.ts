import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { openRevocations } from '../lambdas/adapters/credentials/revocations.ts';
import { stateRows } from '../lambdas/adapters/credentials/state-rows.ts';
import { verifyApiKey } from '../lambdas/adapters/credentials/verify-api-key.ts';
import { verifyBasic } from '../lambdas/adapters/credentials/verify-basic.ts';
import { verifySignature } from '../lambdas/adapters/credentials/verify-signature.ts';
import { createDynamoDbClient } from '../lambdas/adapters/dynamodb-client.ts';
import { startLocalIssuer } from '../lib/issuer/index.ts';
import { accessGateway } from '../lib/keys/gateway-access.ts';
import { authorizerRequest } from './support/authorizer-request.ts';
import { callCli } from './support/call-cli.ts';
import { type CliRun, runCli } from './support/run-cli.ts';
import { partner, signMessage } from './support/sign-message.ts';
import { startPlansGateway } from './support/start-plans-gateway.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { verifierParts } from './support/verifier-parts.ts';

const folder = temporaryFolder();
const gateway = await startPlansGateway();
afterAll(() => gateway.close());
const { stateTable } = await accessGateway({ endpoint: gateway.url });
const environment = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
const client = createDynamoDbClient({ ...environment, AWS_ENDPOINT_URL_DYNAMODB: gateway.url }, 10_000);
const rows = stateRows(client, stateTable);
const parts = verifierParts(undefined, { rows });

const run = (words: string, stdin?: string): Promise<CliRun> => {
  const args = [...words.split(' '), '--endpoint', gateway.url];
  return stdin === undefined ? callCli(args) : runCli(args, { stdin });
};
const secretOf = ({ code, stdout, stderr }: CliRun) => {
  if (code !== 0) throw new Error(stderr);
  expect(stderr).not.toContain(stdout.trim());
  return stdout.trim();
};

describe('gatewright credentials', () => {
  const staff = verifyBasic('staff', parts);
  const as = (password: string) => {
    const credentials = Buffer.from(`ann:${password}`).toString('base64');
    return staff.verify(
      authorizerRequest({ multiValueHeaders: { Authorization: [`Basic ${credentials}`] } }),
      Date.now(),
    );
  };

  it('adds, rotates and revokes a password', async () => {
    const first = secretOf(await run('credentials add ann --scheme staff --kind basic --scope read'));
    expect(await as(first)).toMatchObject({ kind: 'verified', identity: { subject: 'ann', scopes: ['read'] } });
    const again = await run('credentials add ann --scheme staff --kind basic');
    expect(again).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('rotate it, or revoke it first'),
    });
    const chosen = 'correct horse battery staple';
    expect(await run('credentials rotate ann --scheme staff --overlap 1h --stdin', `${chosen}\n`)).toMatchObject({
      code: 0,
      stdout: '',
    });
    for (const password of [first, chosen]) expect(await as(password)).toMatchObject({ kind: 'verified' });
    expect(await run('credentials revoke ann --scheme staff')).toMatchObject({ code: 0 });
    for (const password of [first, chosen]) expect(await as(password)).toMatchObject({ kind: 'refused' });
  }, 30_000);

  it('lists who is let in, without a secret', async () => {
    const secret = secretOf(
      await run('credentials add zoe --scheme listed --kind basic --scope read --expires 2126-01-01'),
    );
    secretOf(await run('credentials add zak --scheme listed --kind key'));
    expect(await run('credentials list --scheme list')).toMatchObject({
      code: 0,
      stdout: expect.not.stringContaining('z'),
    });
    const { code, stdout } = await run('credentials list --scheme listed --format json');
    expect(code).toBe(0);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { scheme: 'listed', subject: 'zak', kind: 'key', scopes: [] },
      { scheme: 'listed', subject: 'zoe', kind: 'basic', scopes: ['read'], expires: '2126-01-01T00:00:00.000Z' },
    ]);
    const table = (await run('credentials list')).stdout;
    expect(table).toMatch(/^listed +zoe +basic +read +2126-01-01/m);
    for (const hidden of [secret, 'hash', 'salt']) expect(table + stdout).not.toContain(hidden);
  }, 30_000);

  it('lets both keys in for the overlap, and none after a revocation', async () => {
    const verifier = verifyApiKey('partnerKey', { kind: 'api-key', in: 'header', name: 'x-partner' }, parts);
    const by = (key: string, at = Date.now()) =>
      verifier.verify(authorizerRequest({ multiValueHeaders: { 'X-Partner': [key] } }), at);
    const first = secretOf(await run('credentials add acme --scheme partnerKey --kind key --expires 30d'));
    const second = secretOf(await run('credentials rotate acme --scheme partnerKey --overlap 1h'));
    expect(second).not.toBe(first);
    for (const key of [first, second]) expect(await by(key)).toMatchObject({ kind: 'verified' });
    expect(await by(first, Date.now() + 3_600_000)).toEqual({ kind: 'refused', reason: 'expired' });
    expect(await by(second, Date.now() + 3_600_000)).toMatchObject({ kind: 'verified' });
    expect(await run('credentials revoke acme --scheme partnerKey')).toMatchObject({ code: 0 });
    for (const key of [first, second]) expect(await by(key)).toEqual({ kind: 'refused', reason: 'credential-unknown' });
  }, 30_000);

  it('takes a partner’s public key, and no private one', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const [good, bad] = [join(folder, 'public.pem'), join(folder, 'private.pem')];
    writeFileSync(good, publicKey.export({ type: 'spki', format: 'pem' }));
    writeFileSync(bad, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const add = (file: string) =>
      run(`credentials add acme --scheme signed --kind signature --public-key ${file} --key-id acme-1`);
    expect(await add(bad)).toMatchObject({ code: 1, stderr: expect.stringContaining('a private key') });
    expect(await add(good)).toMatchObject({ code: 0, stdout: '' });
    const verifier = verifySignature('signed', { kind: 'signature' }, parts);
    const request = await signMessage(partner('acme-1', 'ed25519', privateKey, null), Date.now());
    expect(await verifier.verify(request, Date.now())).toMatchObject({ identity: { subject: 'acme' } });
  }, 30_000);

  it.each([
    ['credentials add a --scheme s --kind basic --stdin', 'the secret has 5 characters, expected 16 to 256'],
    ['credentials add a --scheme s --kind signature', 'takes --public-key or --hmac'],
    ['credentials revoke nobody --scheme s', 'scheme "s" has no credential of "nobody", expected one'],
    ['tokens revoke --subject s', 'revoke takes --stdin, or --issuer with one of --jti and --subject'],
    ['tokens revoke --stdin', 'stdin holds no JWT (token-malformed)'],
  ])('says what is wrong with %s', async (words, message) => {
    expect(await run(words, words.includes('--stdin') ? 'short' : undefined)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining(message),
    });
  });
});

describe('gatewright token and tokens', () => {
  it('signs offline what the local issuer’s keys verify, and ends it early', async () => {
    const issuer = await startLocalIssuer({ issuers: ['https://id.example.com'], stateDir: folder });
    try {
      const claims = ['--claim', 'tenant=acme', '--claim', 'roles=["a"]'];
      const signed = await callCli(['token', '--scope', 'blueprints:read', ...claims, '--state-dir', folder]);
      expect(await callCli(['token', '--claim', 'sub=other'])).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('options of their own'),
      });
      const token = secretOf(signed);
      const [base = ''] = Object.values(issuer.endpointUrls);
      const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(`${base}/jwks`)));
      expect(payload).toMatchObject({
        scope: 'blueprints:read',
        sub: 'local-developer',
        tenant: 'acme',
        roles: ['a'],
      });
      const { iss, jti, sub, iat } = payload;
      const isRevoked = (given = {}) => openRevocations(rows).isRevoked({ iss, jti, sub, iat, ...given }, Date.now());
      expect(await isRevoked()).toBe(false);
      expect(await run('tokens revoke --stdin', `${token}\n`)).toMatchObject({
        code: 0,
        stdout: expect.not.stringContaining(token.slice(-40)),
      });
      expect([await isRevoked(), await isRevoked({ jti: 'other' })]).toEqual([true, false]);
      expect(await run(`tokens revoke --issuer ${iss} --subject ${sub}`)).toMatchObject({ code: 0 });
      const later = Math.floor(Date.now() / 1000) + 2;
      expect([await isRevoked({ jti: 'other' }), await isRevoked({ jti: 'other', iat: later })]).toEqual([true, false]);
    } finally {
      await issuer.close();
    }
  }, 30_000);
});
