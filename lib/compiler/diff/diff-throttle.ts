import type { Throttle } from '../api-model.ts';

export interface ThrottleChanges {
  readonly lowered: (message: string) => void;
  readonly raised: (message: string) => void;
}

/** Rate and burst each by itself: the one may be lowered and the other raised. */
export function diffThrottle(
  base: Throttle | undefined,
  next: Throttle | undefined,
  { lowered, raised }: ThrottleChanges,
): void {
  for (const key of ['rate', 'burst'] as const) {
    const [was, is] = [base?.[key] ?? Infinity, next?.[key] ?? Infinity];
    const message = `${key} ${base?.[key] ?? 'none'} became ${next?.[key] ?? 'none'}`;
    if (is < was) lowered(message);
    if (is > was) raised(message);
  }
}
