/**
 * Milliseconds a target has. API Gateway gives a buffered integration 29 s and a streaming one 15 min: the router keeps
 * a second, so that the answer to a slow target is its own 504 with a reason, and a minute of a stream, most of which a
 * Lambda of 15 min may spend.
 */
export const TIMEOUTS = {
  buffered: { default: 28_000, max: 28_000 },
  streamed: { default: 300_000, max: 840_000 },
} as const;
