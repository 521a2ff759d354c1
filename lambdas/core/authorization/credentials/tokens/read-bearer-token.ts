import type { RefusalReason } from '../../refusal-reason.ts';

export type BearerCredential =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

type MultiValueHeaders = Readonly<Record<string, readonly string[] | undefined>>;

/**
 * The bearer token of a request: from exactly one `Authorization` line (RFC 6750 section 2.1), never from the query or the
 * body. Two lines are refused even when they are equal: the target could read the other one.
 */
export function readBearerToken(headers: MultiValueHeaders): BearerCredential {
  const lines = Object.entries(headers)
    .filter(([name]) => name.toLowerCase() === 'authorization')
    .flatMap(([, values]) => values ?? []);
  const [line] = lines;
  if (line === undefined) return { kind: 'refused', reason: 'credential-absent' };
  if (lines.length > 1) return { kind: 'refused', reason: 'credential-repeated' };
  const token = /^bearer +([^ ,]+)$/i.exec(line)?.[1];
  return token === undefined ? { kind: 'refused', reason: 'credential-not-bearer' } : { kind: 'token', token };
}
