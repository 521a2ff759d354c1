/** Keeps this thread from everything for so many milliseconds, as a machine does that sleeps or is busy elsewhere. */
export function holdUp(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
