/** When an issuer's keys were last seen and last asked for; milliseconds since the epoch. */
export interface KeySetAge {
  readonly fetchedAt: number | undefined;
  readonly attemptedAt: number | undefined;
  /** Whether the issuer is being asked at this moment. */
  readonly isAsking: boolean;
}

export type KeyRefresh =
  | 'use'
  /** Ask the issuer; if it does not answer, the keys at hand are still good enough. */
  | 'refresh-or-use'
  /** Ask the issuer; if it does not answer, nothing may be trusted. */
  | 'refresh-or-fail'
  /** The issuer has just failed, and the keys at hand are too old. */
  | 'fail';

/** Keys are asked for anew after this, so a key that its issuer withdraws is trusted no longer. */
const freshFor = 10 * 60_000;

/** An issuer's outage is ours only after this; no key is trusted longer without its issuer's word. */
const usableFor = 60 * 60_000;

/** Tokens with invented key ids must not become requests to the issuer. */
const betweenLooks = 30_000;

/** A failing issuer is asked again at this pace while there are no keys to go on with. */
const betweenRetries = 1_000;

/** What to do about an issuer's keys before they are used at `now`. */
export function planKeyRefresh(age: KeySetAge, now: number): KeyRefresh {
  const keyAge = age.fetchedAt === undefined ? Number.POSITIVE_INFINITY : now - age.fetchedAt;
  if (keyAge < freshFor) return 'use';
  if (keyAge < usableFor) return !age.isAsking && hasPassed(age, now, betweenLooks) ? 'refresh-or-use' : 'use';
  return age.isAsking || hasPassed(age, now, betweenRetries) ? 'refresh-or-fail' : 'fail';
}

/** Whether a key id that is not among the keys is reason enough to ask the issuer again at `now`. */
export function mayLookForNewKeys(age: KeySetAge, now: number): boolean {
  return age.isAsking || hasPassed(age, now, betweenLooks);
}

function hasPassed({ attemptedAt }: KeySetAge, now: number, pause: number): boolean {
  return attemptedAt === undefined || now - attemptedAt >= pause;
}
