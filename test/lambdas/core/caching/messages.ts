import type { Freshness } from '../../../../lambdas/core/caching/freshness.ts';
import type { StoredResponse } from '../../../../lambdas/core/caching/stored-response.ts';
import type { HeaderField } from '../../../../lambdas/core/messages.ts';

/** 24 November 2026, 12:00:00 UTC. */
export const NOW = Date.UTC(2026, 10, 24, 12);
export const DATE: HeaderField = ['Date', 'Tue, 24 Nov 2026 12:00:00 GMT'];

export const FRESH: Freshness = {
  lifetime: 10,
  source: 'explicit',
  strict: false,
  always: false,
  staleWhileRevalidate: 0,
  staleIfError: 0,
  immutable: false,
};

/** Received now, ten seconds fresh. */
export const storedResponse = (
  more: Partial<StoredResponse> = {},
  freshness: Partial<Freshness> = {},
): StoredResponse => ({
  status: 200,
  headers: [DATE],
  body: new TextEncoder().encode('0123456789'),
  requestedAt: NOW,
  receivedAt: NOW,
  initialAge: 0,
  freshness: { ...FRESH, ...freshness },
  groups: [],
  ...more,
});

/** `Name: value` lines as fields. */
export const fields = (...lines: readonly string[]): readonly HeaderField[] =>
  lines.map((line) => {
    const end = line.indexOf(':');
    return [line.slice(0, end), line.slice(end + 1).trim()];
  });
