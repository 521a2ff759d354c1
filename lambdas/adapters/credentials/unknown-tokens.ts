import { boundedMap } from './bounded-map.ts';

/** Of one source, tokens that turn out unknown: so many in a row, then so many in a second, and no request to the issuer beyond. */
const burst = 20;
const perSecond = 1;

/** Sources that are remembered. */
const sources = 1000;

interface Spent {
  readonly tokens: number;
  readonly at: number;
}

/**
 * Whoever invents tokens must not make requests to the issuer of them: each source has a budget that only unknown tokens
 * take from, so that a client whose tokens are good never meets it.
 */
export function unknownTokens() {
  const spent = boundedMap<Spent>(sources);
  const left = (source: string, now: number): number => {
    const { tokens, at } = spent.get(source) ?? { tokens: 0, at: now };
    return burst - Math.max(0, tokens - ((now - at) / 1000) * perSecond);
  };
  return {
    mayAsk: (source: string, now: number): boolean => left(source, now) >= 1,
    count(source: string, now: number): void {
      spent.set(source, { tokens: burst - left(source, now) + 1, at: now });
    },
  };
}
