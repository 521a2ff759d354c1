/** A token bucket: what is in it, and when it was last looked at. */
export interface Bucket {
  readonly tokens: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface BucketLimits {
  /** Tokens per second. */
  readonly rateLimit: number;
  /** Size of the bucket; 0 lets nothing through. */
  readonly burstLimit: number;
}

/** Takes one token; a bucket that was never used is full. */
export function takeToken(
  bucket: Bucket | undefined,
  limits: BucketLimits,
  now: number,
): { readonly allowed: boolean; readonly bucket: Bucket } {
  const elapsed = bucket === undefined ? 0 : Math.max(0, now - bucket.at);
  const filled = bucket === undefined ? limits.burstLimit : bucket.tokens + (elapsed * limits.rateLimit) / 1000;
  const tokens = Math.min(limits.burstLimit, filled);
  return tokens >= 1
    ? { allowed: true, bucket: { tokens: tokens - 1, at: now } }
    : { allowed: false, bucket: { tokens, at: now } };
}
