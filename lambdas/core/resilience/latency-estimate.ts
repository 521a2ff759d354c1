/**
 * How long an operation's answers take, on this instance, and from when on one is late: TCP's retransmission timeout
 * (RFC 6298 section 2), which knows mean and spread from two numbers.
 */
export interface LatencyEstimate {
  /** Smoothed, in milliseconds. */
  readonly mean: number;
  readonly deviation: number;
}

/** Milliseconds below which no answer is called late (RFC 6298 rule 2.4). */
const LEAST_PATIENCE = 1000;

export function observeLatency(known: LatencyEstimate | undefined, latency: number): LatencyEstimate {
  if (known === undefined) return { mean: latency, deviation: latency / 2 };
  const { mean, deviation } = known;
  return {
    mean: mean + (latency - mean) / 8,
    deviation: deviation + (Math.abs(latency - mean) - deviation) / 4,
  };
}

/** Milliseconds after which an answer is late; `undefined` before the first one came. */
export const patience = (known: LatencyEstimate | undefined): number | undefined =>
  known && Math.max(LEAST_PATIENCE, known.mean + 4 * known.deviation);
