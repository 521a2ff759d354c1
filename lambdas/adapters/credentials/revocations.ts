import {
  isRevokedBy,
  type Revoked,
  revocationDelay,
  revocationsRow,
  revokedSubjectRow,
  revokedTokenRow,
} from '../../core/authorization/credentials/revocation.ts';
import type { Item } from '../dynamodb-client.ts';
import { sha256 } from './sha256.ts';
import type { StateRows } from './state-rows.ts';

/** Of a token, by what it is revoked. */
export type Issued = Readonly<Record<'iss' | 'jti' | 'sub' | 'iat', unknown>>;

export interface Revocations {
  /** Rejects with `Unavailable` where it cannot be known. */
  isRevoked(issued: Issued, now: number): Promise<boolean>;
  /** Looks ahead whether there are any. Never rejects. */
  warm(now: number): Promise<void>;
}

/** Milliseconds that the last word counts while the table does not answer. */
const patience = 5 * 60_000;

/** Milliseconds in which a table that has failed is not asked again while there is a last word: each attempt holds up a request. */
const pause = 1000;

/** Tokens of which is remembered that they are not revoked. */
const remembered = 1000;

interface Known<Value> {
  readonly value: Value;
  readonly at: number;
}

export function openRevocations(rows: StateRows): Revocations {
  /** Milliseconds since the epoch until which some revocation counts. */
  let last: Known<number> | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<Known<number>> | undefined;
  const known = new Map<string, Known<Revoked>>();

  async function ask(now: number): Promise<Known<number>> {
    const row = await rows.read(revocationsRow);
    last = { value: numberOf(row, 'ttl', 0) * 1000, at: now };
    return last;
  }

  async function lastOne(now: number): Promise<number> {
    const isPatient = last !== undefined && now - last.at < patience;
    if (last && (now - last.at < revocationDelay || (isPatient && now - failedAt < pause))) return last.value;
    asking ??= ask(now).finally(() => {
      asking = undefined;
    });
    try {
      return (await asking).value;
    } catch (error) {
      failedAt = now;
      if (last && isPatient) return last.value;
      throw error;
    }
  }

  async function look({ iss, jti, sub }: Issued, now: number): Promise<Revoked> {
    const [issuer, token, subject] = [iss, jti ?? '', sub].map((each) => sha256(String(each))) as [
      string,
      string,
      string,
    ]; // three in, three out
    const id = `${issuer}${token}${subject}`;
    const found = known.get(id);
    if (found && now - found.at < revocationDelay) return found.value;
    const keys = [revokedTokenRow(issuer, token), revokedSubjectRow(issuer, subject)];
    const items = await rows.readAll(jti === undefined ? keys.slice(1) : keys);
    const ofSubject = items.find(({ before }) => before !== undefined);
    const value = { token: items.length > (ofSubject ? 1 : 0), before: ofSubject && numberOf(ofSubject, 'before') };
    if (known.size >= remembered) known.clear();
    known.set(id, { value, at: now });
    return value;
  }

  return {
    async isRevoked(issued, now) {
      return now < (await lastOne(now)) && isRevokedBy(await look(issued, now), issued.iat);
    },
    async warm(now) {
      await lastOne(now).catch(() => undefined);
    },
  };
}

/** A row that is there and says nothing that can be read says the worst. */
function numberOf(item: Item | undefined, name: string, absent = Number.POSITIVE_INFINITY): number {
  if (item === undefined) return absent;
  const value = item[name];
  return value && 'N' in value ? Number(value.N) : Number.POSITIVE_INFINITY;
}
