import { createHash } from 'node:crypto';
import type { Identity } from '../core/authorization/check-claims.ts';
import type { RefusalReason } from '../core/authorization/refusal-reason.ts';

/** All that a log may hold of a refused request: no token, no claim, no address of the issuer. */
export interface Refusal {
  readonly reason: RefusalReason | 'scope-missing' | 'operation-unknown' | 'keys-unavailable' | 'internal-error';
  readonly operation?: string;
  /** Of the config, never of an unverified token. */
  readonly issuer?: string;
  readonly identity?: Identity;
  /** For the operator, from our own words or a system error's code. */
  readonly detail?: string;
}

export type LogRefusal = (refusal: Refusal) => void;

const faults: readonly Refusal['reason'][] = ['keys-unavailable', 'internal-error'];

/** Writes one line of JSON. The subject is hashed: lines of one caller can be told together, the caller not named. */
export const logRefusal: LogRefusal = ({ identity, ...refusal }) => {
  const subject = identity && createHash('sha256').update(identity.subject).digest('hex').slice(0, 16);
  const level = faults.includes(refusal.reason) ? 'ERROR' : 'INFO';
  const line = { level, message: 'request refused', ...refusal, issuer: identity?.issuer ?? refusal.issuer, subject };
  process.stdout.write(`${JSON.stringify(line)}\n`);
};
