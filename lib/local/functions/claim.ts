/**
 * Which of the events that a thread holds it has begun, in memory that it shares with the main thread: so the main one can
 * take back what has not begun, at once, though the thread computes or is gone. Events have numbers from 1 on.
 */
export type Places = Int32Array<SharedArrayBuffer>;

/** Events that are handed over and not begun have a place each; more than are ever there. */
const PLACES = 16;
const LAST_NUMBER = 2 ** 31 - 1;

/** Events beyond the one that runs which a thread may hold. */
export const MAX_AHEAD = PLACES / 2;

export function createPlaces(): Places {
  return new Int32Array(new SharedArrayBuffer(PLACES * Int32Array.BYTES_PER_ELEMENT));
}

export function numberAfter(number: number): number {
  return number === LAST_NUMBER ? 1 : number + 1;
}

/** Puts the event there to be claimed. */
export function offer(places: Places, number: number): void {
  Atomics.store(places, number % PLACES, number);
}

/** Whether nobody has claimed the event yet. */
export function isOffered(places: Places, number: number): boolean {
  return Atomics.load(places, number % PLACES) === number;
}

/** True for the one that is to run the event, and only once. */
export function claim(places: Places, number: number): boolean {
  return Atomics.compareExchange(places, number % PLACES, number, 0) === number;
}
