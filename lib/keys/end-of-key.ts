import type { UsagePlan } from './usage-plans.ts';

/** When a key of a plan ends: by its own end, or by the plan's `keyLifetime` after it was made, whichever is first. */
export function endOfKey(
  { keyLifetime }: Pick<UsagePlan, 'keyLifetime'>,
  createdAt: Date | undefined,
  expiresAt: Date | undefined,
): Date | undefined {
  if (keyLifetime === undefined || createdAt === undefined) return expiresAt;
  const latest = new Date(createdAt.getTime() + keyLifetime * 1000);
  return expiresAt !== undefined && expiresAt < latest ? expiresAt : latest;
}
