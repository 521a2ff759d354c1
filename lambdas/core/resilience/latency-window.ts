/** The last latencies of an operation, for its 95th percentile. As many as Traefik's `leasttime` looks back on. */
export interface LatencyWindow {
  /** In milliseconds; a ring. */
  readonly values: readonly number[];
  readonly next: number;
}

const SIZE = 100;
/** Fewer say nothing of a twentieth. */
const LEAST_SAMPLE = 30;

export const emptyWindow: LatencyWindow = { values: [], next: 0 };

export function remember({ values, next }: LatencyWindow, latency: number): LatencyWindow {
  if (values.length < SIZE) return { values: [...values, latency], next: 0 };
  return { values: values.with(next, latency), next: (next + 1) % SIZE };
}

/** Milliseconds that one in twenty answers exceeds; `undefined` with fewer than 30. */
export function p95({ values }: LatencyWindow): number | undefined {
  if (values.length < LEAST_SAMPLE) return undefined;
  return values.toSorted((a, b) => a - b)[Math.ceil(0.95 * values.length) - 1];
}
