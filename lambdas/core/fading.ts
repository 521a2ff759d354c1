/**
 * What is left, from 1 to 0, of something known at `since` that fades to 1/e in `decay`; all of it where the clock went back.
 * All in milliseconds.
 */
export const fading = (since: number, now: number, decay: number): number =>
  Math.exp(-Math.max(0, now - since) / decay);
