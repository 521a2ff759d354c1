import type { Unavailable } from '../adapters/credentials/unavailable.ts';
import type { Identity } from '../core/authorization/credential.ts';
import type { ForbiddenReason } from '../core/authorization/decide-authorization.ts';
import type { RefusalReason } from '../core/authorization/refusal-reason.ts';

/** All that a log may hold of a refused request: no token, no claim, no address of the issuer. */
export interface Refusal {
  readonly reason:
    | RefusalReason
    | ForbiddenReason
    | 'operation-unknown'
    | `${Unavailable['what']}-unavailable`
    | 'internal-error';
  readonly operation?: string;
  /** Of the config, never of an unverified token. */
  readonly issuer?: string;
  readonly identity?: Identity;
  /** For the operator, from our own words or a system error's code. */
  readonly detail?: string;
}

export type LogRefusal = (refusal: Refusal) => void;

const isFault = (reason: string): boolean => reason === 'internal-error' || reason.endsWith('-unavailable');

/** Writes one line of JSON. The subject is hashed: lines of one caller can be told together, the caller not named. */
export const logRefusal: LogRefusal = ({ identity, ...refusal }) => {
  const subject = identity && hash(identity.subject);
  const level = isFault(refusal.reason) ? 'ERROR' : 'INFO';
  const line = { level, message: 'request refused', ...refusal, issuer: identity?.issuer ?? refusal.issuer, subject };
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

/** `node:crypto` costs a cold start 4 ms, and most refusals know no subject. */
function hash(text: string): string {
  return process.getBuiltinModule('node:crypto').hash('sha256', text).slice(0, 16);
}
