import { createHash, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { openRevocations } from '../../../../lambdas/adapters/credentials/revocations.ts';
import type { StateRows } from '../../../../lambdas/adapters/credentials/state-rows.ts';
import { Unavailable } from '../../../../lambdas/adapters/credentials/unavailable.ts';
import {
  revocationsRow,
  revokedSubjectRow,
  revokedTokenRow,
} from '../../../../lambdas/core/authorization/credentials/revocation.ts';
import { startStateRows } from '../../../support/state-rows.ts';

const now = 1_800_000_000_000;
const seconds = now / 1000;
const table = await startStateRows();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const iss = 'https://id.example.com';

let reads: number;
let down: boolean;
let rows: StateRows;
beforeEach(async () => {
  reads = 0;
  down = false;
  const counted = <Value>(read: () => Promise<Value>): Promise<Value> => {
    reads++;
    return down ? Promise.reject(new Unavailable('state-table', 'timeout')) : read();
  };
  rows = {
    ...table,
    read: (key) => counted(() => table.read(key)),
    readAll: (keys) => counted(() => table.readAll(keys)),
  };
  await table.put({ pk: { S: revocationsRow }, ttl: { N: String(seconds + 3600) } });
});

const issued = (given: object = {}) => ({ iss, jti: randomUUID(), sub: randomUUID(), iat: seconds, ...given });
const revokeToken = (jti: string) => table.put({ pk: { S: revokedTokenRow(sha256(iss), sha256(jti)) } });
const revokeSubject = (sub: string, before: number) =>
  table.put({ pk: { S: revokedSubjectRow(sha256(iss), sha256(sub)) }, before: { N: String(before) } });

describe('openRevocations', () => {
  it('reads one row every ten seconds while nothing is revoked', async () => {
    await table.put({ pk: { S: revocationsRow }, ttl: { N: String(seconds - 1) } });
    const revocations = openRevocations(rows);
    for (let at = now; at < now + 30_000; at += 500) expect(await revocations.isRevoked(issued(), at)).toBe(false);
    expect(reads).toBe(3);
  });

  it('knows a token by its id and issuer', async () => {
    const revocations = openRevocations(rows);
    const token = issued({ jti: 'stolen' });
    await revokeToken('stolen');
    expect(await revocations.isRevoked(token, now)).toBe(true);
    expect(await revocations.isRevoked({ ...token, iss: 'https://other.example.com' }, now)).toBe(false);
    expect(await revocations.isRevoked(issued(), now)).toBe(false);
  });

  it.each([
    ['issued before', seconds - 1, true],
    ['issued since', seconds, false],
    ['without time of issue', undefined, true],
  ])('ends the tokens of a subject %s', async (_, iat, revoked) => {
    const token = issued({ iat });
    await revokeSubject(token.sub, seconds);
    expect(await openRevocations(rows).isRevoked(token, now)).toBe(revoked);
  });

  it('knows both of one token, and a token without id by its subject', async () => {
    const token = issued();
    await Promise.all([revokeToken(token.jti), revokeSubject(token.sub, seconds - 60)]);
    expect(await openRevocations(rows).isRevoked(token, now)).toBe(true);
    expect(await openRevocations(rows).isRevoked({ ...token, jti: undefined }, now)).toBe(false);
  });

  it('learns of a revocation within ten seconds, also of the first one', async () => {
    await table.put({ pk: { S: revocationsRow }, ttl: { N: '0' } });
    const revocations = openRevocations(rows);
    const token = issued();
    expect(await revocations.isRevoked(token, now)).toBe(false);
    await revokeToken(token.jti);
    await table.put({ pk: { S: revocationsRow }, ttl: { N: String(seconds + 3600) } });
    expect(await revocations.isRevoked(token, now + 10_000)).toBe(true);
  });

  it('asks about a token once in ten seconds', async () => {
    const revocations = openRevocations(rows);
    const token = issued();
    for (let at = now; at < now + 10_000; at += 1000) await revocations.isRevoked(token, at);
    expect(reads).toBe(2);
  });

  it('does not decide without the table, but for five minutes after it last said that nothing is revoked', async () => {
    down = true;
    await expect(openRevocations(rows).isRevoked(issued(), now)).rejects.toMatchObject({ what: 'state-table' });
    down = false;
    await table.put({ pk: { S: revocationsRow }, ttl: { N: '0' } });
    const revocations = openRevocations(rows);
    await revocations.warm(now);
    down = true;
    expect(await revocations.isRevoked(issued(), now + 299_999)).toBe(false);
    await expect(revocations.isRevoked(issued(), now + 300_000)).rejects.toMatchObject({ what: 'state-table' });
    down = false;
    expect(await revocations.isRevoked(issued(), now + 300_001)).toBe(false);
  });

  it('never lets a look ahead fail', async () => {
    down = true;
    await expect(openRevocations(rows).warm(now)).resolves.toBeUndefined();
  });
});
