/** A token bucket: what is in it, and when it was last looked at. */
export interface Bucket {
  /** Thousandths of a token: whole numbers stay whole, for time is counted in milliseconds. */
  readonly thousandths: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface BucketLimits {
  /** Tokens per second. */
  readonly rateLimit: number;
  /** Size of the bucket; 0 lets nothing through. */
  readonly burstLimit: number;
}

/** What sums of fractions may be off by; any real difference is larger. */
const ROUNDING = 1e-6;

/** Takes one token; a bucket that was never used is full. */
export function takeToken(
  bucket: Bucket | undefined,
  limits: BucketLimits,
  now: number,
): { readonly allowed: boolean; readonly bucket: Bucket } {
  const full = limits.burstLimit * 1000;
  // A clock that was set back fills nothing.
  const at = bucket === undefined ? now : Math.max(bucket.at, now);
  const filled = bucket === undefined ? full : bucket.thousandths + (at - bucket.at) * limits.rateLimit;
  const thousandths = Math.min(full, filled);
  return thousandths >= 1000 - ROUNDING
    ? { allowed: true, bucket: { thousandths: thousandths - 1000, at } }
    : { allowed: false, bucket: { thousandths, at } };
}
