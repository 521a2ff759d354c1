/** Score = required and optimal tests passed, of 265. Published at cache-tests.fyi in December 2025; Node's own runs are of 2026. */
export const LEAGUE: readonly (readonly [cache: string, required: number, optimal: number])[] = [
  ['Traffic Server 9.2.5', 132, 70],
  ['Apache httpd 2.4.64', 131, 68],
  ['undici 8.12, cache interceptor', 125, 65],
  ['http-cache-semantics 4.3.0 in a small proxy', 121, 61],
  ['Squid 6.13', 122, 59],
];

/** Of which only the sum is known here. */
export const SUMS: readonly (readonly [cache: string, total: number])[] = [
  ['Caddy', 165],
  ['Varnish 7.7', 164],
  ['nginx 1.28', 158],
  ['Fastly', 145],
  ['HAProxy', 129],
  ['no cache at all', 22],
];
