import { createHash, randomInt } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { hashPassword } from '../../../../lambdas/adapters/credentials/password-hash.ts';
import { stateRows } from '../../../../lambdas/adapters/credentials/state-rows.ts';
import { verifyApiKey } from '../../../../lambdas/adapters/credentials/verify-api-key.ts';
import { verifyBasic } from '../../../../lambdas/adapters/credentials/verify-basic.ts';
import { verifyPlanKey } from '../../../../lambdas/adapters/credentials/verify-plan-key.ts';
import { createDynamoDbClient } from '../../../../lambdas/adapters/dynamodb-client.ts';
import {
  type CredentialRecord,
  credentialRow,
} from '../../../../lambdas/core/authorization/credentials/credential-record.ts';
import { keyItem, keyRow } from '../../../../lambdas/core/authorization/key-record.ts';
import { newApiKeyValue } from '../../../../lambdas/core/keys/api-key-value.ts';
import { authorizerRequest } from '../../../support/authorizer-request.ts';
import { startStateRows } from '../../../support/state-rows.ts';

const now = 1_800_000_000_000;
const seconds = now / 1000;
const rows = await startStateRows();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const store = (scheme: string, named: string, record: CredentialRecord) =>
  rows.put({ pk: { S: credentialRow(scheme, sha256(named)) }, record: { S: JSON.stringify(record) } });
const refused = (reason: string) => ({ kind: 'refused', reason });

describe('verifyApiKey', () => {
  const header = verifyApiKey('partner', { kind: 'api-key', in: 'header', name: 'X-Partner-Key' }, { rows });
  const query = verifyApiKey('partner', { kind: 'api-key', in: 'query', name: 'key' }, { rows });
  const sent = (...values: string[]) => authorizerRequest({ multiValueHeaders: { 'x-partner-key': values } });

  it('knows the holder of a key by its hash, in a header or in the query', async () => {
    await store('partner', 'k1', { subject: 'acme', scopes: ['read'], expires: seconds + 1 });
    const identity = {
      issuer: 'partner',
      subject: 'acme',
      scopes: ['read'],
      claims: { sub: 'acme' },
      expiresAt: now + 1000,
    };
    expect(await header.verify(sent('k1'), now)).toEqual({ kind: 'verified', identity });
    const request = authorizerRequest({ multiValueQueryStringParameters: { key: ['k1'] } });
    expect(await query.verify(request, now)).toEqual({ kind: 'verified', identity });
    expect(await header.verify(sent('k1'), now + 1000)).toEqual(refused('expired'));
  });

  it.each([
    [['a=1; session=k1'], { kind: 'verified' }],
    [['a=1', 'session=k1;b='], { kind: 'verified' }],
    [['session=k1; session=k1'], refused('credential-repeated')],
    [['session=k2', 'session=k1'], refused('credential-repeated')],
    [['Session=k1; xsession=k1; session'], refused('credential-absent')],
    [['session='], refused('credential-absent')],
    [['session="k1"'], refused('credential-unknown')],
    [['a="; session=k2"; session=k1'], refused('credential-repeated')],
  ])('reads the cookie of %j', async (lines, expected) => {
    const cookie = verifyApiKey('partner', { kind: 'api-key', in: 'cookie', name: 'session' }, { rows });
    await store('partner', 'k1', { subject: 'acme', scopes: [] });
    expect(await cookie.verify(authorizerRequest({ multiValueHeaders: { Cookie: lines } }), now)).toMatchObject(
      expected,
    );
  });

  it.each([
    ['no key', [], 'credential-absent'],
    ['an empty key', [''], 'credential-absent'],
    ['the key twice', ['k1', 'k1'], 'credential-repeated'],
    ['another key', ['k2'], 'credential-unknown'],
    ['the hash of the key', [sha256('k1')], 'credential-unknown'],
  ])('refuses %s', async (_, values, reason) => {
    await store('partner', 'k1', { subject: 'acme', scopes: [] });
    expect(await header.verify(sent(...values), now)).toEqual(refused(reason));
  });

  it('takes no key of another scheme, and none where another place is meant', async () => {
    await store('other', 'k3', { subject: 'acme', scopes: [] });
    expect(await header.verify(sent('k3'), now)).toEqual(refused('credential-unknown'));
    const inQuery = authorizerRequest({ multiValueQueryStringParameters: { 'X-Partner-Key': ['k1'] } });
    expect(await header.verify(inQuery, now)).toEqual(refused('credential-absent'));
    const inherited = authorizerRequest({ multiValueQueryStringParameters: Object.create({ key: ['k1'] }) });
    expect(await query.verify(inherited, now)).toEqual(refused('credential-absent'));
  });

  it.each(['', 'null', '{}', '{"subject":"","scopes":[]}', '{"subject":"a","scopes":"read"}', '{"subject":"a"}', '['])(
    'lets nobody in by a row that holds %j',
    async (record) => {
      await rows.put({ pk: { S: credentialRow('partner', sha256('k4')) }, record: { S: record } });
      expect(await header.verify(sent('k4'), now)).toEqual(refused('credential-unknown'));
    },
  );

  it('takes the name of a user or of a signing key for no key of its own', async () => {
    const given = { subject: 'ann', scopes: [] };
    await store('partner', 'ann', { ...given, passwords: [await hashPassword('correct horse battery staple')] });
    await store('partner', 'ann-2026', { ...given, key: { algorithm: 'hmac-sha256' } });
    for (const name of ['ann', 'ann-2026'])
      expect(await header.verify(sent(name), now)).toEqual(refused('credential-unknown'));
  });

  it('does not decide while the table does not answer', async () => {
    const down = { getItems: async () => ({ kind: 'unavailable', reason: 'ECONNREFUSED' }) as const };
    const parts = { rows: stateRows({ ...down, putItem: down.getItems }, 'state') };
    const verifier = verifyApiKey('partner', { kind: 'api-key', in: 'query', name: 'key' }, parts);
    const request = authorizerRequest({ multiValueQueryStringParameters: { key: ['k1'] } });
    await expect(verifier.verify(request, now)).rejects.toMatchObject({ name: 'Unavailable', what: 'state-table' });
  });
});

describe('verifyPlanKey', () => {
  const verifier = verifyPlanKey('apiKey', { rows });
  const sent = (value: string) => authorizerRequest({ multiValueHeaders: { 'X-API-Key': [value] } });

  it('knows consumer, plan and what the key may call', async () => {
    const record = { id: 'abc', consumer: 'acme', plan: 'free', expires: seconds + 60, operations: ['listPets'] };
    await rows.put({ pk: { S: keyRow(sha256('plan-key-1')) }, ...keyItem(record) });
    expect(await verifier.verify(sent('plan-key-1'), now)).toEqual({
      kind: 'verified',
      identity: {
        issuer: 'apiKey',
        subject: 'acme',
        scopes: [],
        claims: { sub: 'acme', plan: 'free' },
        planKey: { ...record, value: 'plan-key-1' },
        expiresAt: now + 60_000,
      },
    });
    expect(await verifier.verify(sent('plan-key-1'), now + 60_000)).toEqual(refused('expired'));
    expect(await verifier.verify(sent('plan-key-2'), now)).toEqual(refused('credential-unknown'));
    expect(await verifier.verify(authorizerRequest(), now)).toEqual(refused('credential-absent'));
  });

  it('asks no table for a key of this stage that was mistyped', async () => {
    const nowhere = verifyPlanKey('apiKey', {
      rows: stateRows(createDynamoDbClient({ AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1' }, 100), 'state'),
    });
    const key = newApiKeyValue('prod', randomInt);
    const mistyped = key.slice(0, 10) + (key[10] === 'a' ? 'b' : 'a') + key.slice(11);
    expect(await nowhere.verify(sent(mistyped), now)).toEqual(refused('credential-malformed'));
    for (const asked of [key, mistyped.replace('gwprod', 'gwtest')])
      await expect(nowhere.verify(sent(asked), now)).rejects.toMatchObject({ what: 'state-table' });
  });
});

describe('verifyBasic', () => {
  const verifier = verifyBasic('staff', { rows });
  const sent = (text: string, scheme = 'Basic') =>
    authorizerRequest({ multiValueHeaders: { Authorization: [`${scheme} ${Buffer.from(text).toString('base64')}`] } });

  it('lets in by the old and the new password while one takes the place of the other', async () => {
    const [first, second] = [await hashPassword('first:word'), await hashPassword('second')];
    await store('staff', 'ann', {
      subject: 'ann',
      scopes: ['read'],
      passwords: [second, { ...first, until: seconds + 60 }],
    });
    const verified = { kind: 'verified', identity: { issuer: 'staff', subject: 'ann', scopes: ['read'] } };
    expect(await verifier.verify(sent('ann:second'), now)).toMatchObject(verified);
    expect(await verifier.verify(sent('ann:first:word', 'basic'), now)).toMatchObject(verified);
    expect(await verifier.verify(sent('ann:first:word'), now + 60_000)).toEqual(refused('credential-unknown'));
  });

  it('forgets a password with its row, though it was right before', async () => {
    await store('staff', 'bob', { subject: 'bob', scopes: [], passwords: [await hashPassword('word')] });
    expect(await verifier.verify(sent('bob:word'), now)).toMatchObject({ kind: 'verified' });
    await store('staff', 'bob', { subject: 'bob', scopes: [], passwords: [await hashPassword('other')] });
    expect(await verifier.verify(sent('bob:word'), now)).toEqual(refused('credential-unknown'));
  });

  it('says and takes the same for a wrong user as for a wrong password', async () => {
    await store('staff', 'eve', { subject: 'eve', scopes: [], passwords: [await hashPassword('word')] });
    const took = async (text: string) => {
      const before = process.cpuUsage();
      expect(await verifier.verify(sent(text), now)).toEqual(refused('credential-unknown'));
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const [wrongPassword, wrongUser] = [await took('eve:wrong'), await took('nobody:wrong')];
    // Both hash once: without that the unknown user would take a hundredth.
    expect(wrongUser).toBeGreaterThan(wrongPassword / 4);
  });

  it.each([
    ['no colon', sent('ann')],
    ['no name', sent(':second')],
    ['a control character', sent('ann:sec\u0000ond')],
    ['more than 512 bytes', sent(`ann:${'x'.repeat(512)}`)],
    ['bytes that are not UTF-8', authorizerRequest({ multiValueHeaders: { Authorization: ['Basic YW5uOv8='] } })],
    ['base64 without padding', authorizerRequest({ multiValueHeaders: { Authorization: ['Basic YW5uOnM'] } })],
    ['spare bits', authorizerRequest({ multiValueHeaders: { Authorization: ['Basic YW5uOnN='] } })],
  ])('refuses %s', async (_, request) => {
    expect(await verifier.verify(request, now)).toEqual(refused('credential-malformed'));
  });

  it('refuses another scheme’s credentials', async () => {
    expect(await verifier.verify(sent('ann:second', 'Bearer'), now)).toEqual(refused('credential-of-another-scheme'));
  });
});
