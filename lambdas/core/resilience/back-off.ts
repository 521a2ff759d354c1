/** Milliseconds. Envoy's retry back-off: 25 ms, doubled each time, at most ten times as much. */
const BACK_OFF = { first: 25, most: 250 };

/**
 * Milliseconds before the try after `failures` failed ones: anywhere between none and the exponential bound ("full
 * jitter", AWS Architecture Blog, "Exponential Backoff And Jitter"). `random` is in [0, 1).
 */
export const backOff = (failures: number, random: () => number): number =>
  random() * Math.min(BACK_OFF.most, BACK_OFF.first * 2 ** (failures - 1));
