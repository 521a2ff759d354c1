/** Latencies in buckets, each 0.1% wider than the one before it: percentiles of millions in a few kilobytes. */
export interface Histogram {
  /** @param value in milliseconds */
  add(value: number): void;
  count(): number;
  /** The smallest value that at least the share `q` do not exceed, within 0.05%; `NaN` of none. */
  quantile(q: number): number;
}

const STEP = Math.log(1.001);
/** Milliseconds; what lies beyond is counted at the edge. */
const LEAST = 0.01;
const MOST = 1_000_000;
const BUCKETS = Math.ceil(Math.log(MOST / LEAST) / STEP) + 1;

export function createHistogram(): Histogram {
  const counts = new Uint32Array(BUCKETS);
  let total = 0;
  return {
    add(value) {
      const bucket = Math.floor(Math.log(value / LEAST) / STEP);
      const place = Math.min(BUCKETS - 1, Math.max(0, bucket));
      counts[place] = (counts[place] ?? 0) + 1;
      total += 1;
    },
    count: () => total,
    quantile(q) {
      if (total === 0) return Number.NaN;
      let left = Math.max(1, Math.ceil(q * total));
      const bucket = counts.findIndex((count) => {
        left -= count;
        return left <= 0;
      });
      return LEAST * Math.exp((bucket + 0.5) * STEP);
    },
  };
}
