import type { RefusalReason } from '../../refusal-reason.ts';

type Claims = Readonly<Record<string, unknown>>;

/** Whether a token counts at `seconds` since the epoch, and in milliseconds until when. */
export function checkTimes(
  { exp, nbf, iat }: Claims,
  clockSkew = 30,
  seconds: number,
): RefusalReason | { readonly expiresAt: number } {
  // `1e400` parses to Infinity: a token without end.
  if (!isInstant(exp)) return 'expiry-missing';
  if (seconds >= exp + clockSkew) return 'expired';
  if (nbf !== undefined && !(isInstant(nbf) && nbf <= seconds + clockSkew)) return 'not-yet-valid';
  if (iat !== undefined && !(isInstant(iat) && iat <= seconds + clockSkew)) return 'not-yet-valid';
  return { expiresAt: exp * 1000 };
}

function isInstant(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
