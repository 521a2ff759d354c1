/** The requests that API Gateway gives to one method of a resource. */
export interface ReachedBy {
  /** Upper case. */
  readonly method: string;
  /** `null`: a variable. */
  readonly segments: readonly (string | null)[];
  /** Whether the last variable is greedy (`{proxy+}`). */
  readonly greedy: boolean;
}

/** @param resource of API Gateway: variables are whole segments, `{name}` or at the end `{name+}` */
export function reachedBy(method: string, resource: string): ReachedBy {
  const segments = resource === '/' ? [] : resource.split('/').slice(1);
  return {
    method,
    segments: segments.map((segment) => (segment.startsWith('{') ? null : segment)),
    greedy: resource.endsWith('+}'),
  };
}

/**
 * Whether the pattern of a policy that is made of `segments`, with wildcards for its variables, fits some request of `other`.
 * A wildcard crosses slashes; at the end it also fits nothing, after the one slash that API Gateway ignores there.
 */
export function reaches({ method, segments }: Pick<ReachedBy, 'method' | 'segments'>, other: ReachedBy): boolean {
  if (method !== other.method) return false;
  /** How many segments of the other one the pattern may have used up. */
  let used: readonly number[] = [0];
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    const step = segment === null ? stepsOfWildcard(other, isLast) : stepOfText(other, segment);
    used = [...new Set(used.flatMap(step))];
  }
  return used.some((at) => at >= other.segments.length);
}

type Step = (at: number) => readonly number[];

const isUsedUp = ({ segments, greedy }: ReachedBy, at: number): boolean => at >= segments.length && !greedy;

function stepOfText(other: ReachedBy, text: string): Step {
  const { length } = other.segments;
  return (at) => {
    const theirs = at >= length ? null : (other.segments[at] ?? null);
    const fits = !isUsedUp(other, at) && (theirs === null || theirs === text);
    return fits ? [Math.min(at + 1, length)] : [];
  };
}

function stepsOfWildcard(other: ReachedBy, isLast: boolean): Step {
  const { length } = other.segments;
  return (at) => {
    if (isUsedUp(other, at)) return isLast ? [at] : [];
    return Array.from({ length: Math.max(1, length - at) }, (_, more) => Math.min(at + 1 + more, length));
  };
}
