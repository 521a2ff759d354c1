import { type Bucket, type BucketLimits, takeToken } from './take-token.ts';

/** All token buckets of a gateway, by name; they live as long as the process, across assemblies. */
export interface Throttles {
  /** Takes a token of the named bucket, if there is one. */
  take(name: string, limits: BucketLimits, now: number): boolean;
}

export function throttles(): Throttles {
  const buckets = new Map<string, Bucket>();
  return {
    take: (name, limits, now) => {
      const { allowed, bucket } = takeToken(buckets.get(name), limits, now);
      buckets.set(name, bucket);
      return allowed;
    },
  };
}
