import type { HeaderField } from '../core/messages.ts';
import { exchange } from './http-exchange.ts';
import { parseOrigin } from './origin.ts';
import { readBody } from './read-body.ts';

export interface GetOptions {
  /** Milliseconds until the last byte. */
  readonly timeout: number;
  /** Bytes of body accepted. */
  readonly limit: number;
}

export type GetOutcome =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: readonly HeaderField[];
      readonly body: Uint8Array;
    }
  | { readonly kind: 'failed'; readonly reason: string };

/** Fetches a URL from configuration, reached where `ENDPOINT_URLS` says. Redirects are not followed. */
export async function httpGet(url: string, { timeout, limit }: GetOptions): Promise<GetOutcome> {
  const { basePath, ...origin } = parseOrigin(url);
  const outcome = await exchange({
    origin: { ...origin, basePath: '' },
    method: 'GET',
    path: (basePath || '/') + new URL(url).search,
    headers: [['Accept', 'application/json']],
    body: undefined,
    timeout,
  });
  if (outcome.kind === 'timeout') return { kind: 'failed', reason: `no answer within ${timeout} ms` };
  if (outcome.kind !== 'answered') return { kind: 'failed', reason: outcome.reason };
  const read = await readBody(outcome.body, limit);
  switch (read.kind) {
    case 'complete':
      return { kind: 'answered', status: outcome.status, headers: outcome.headers, body: read.body };
    case 'too-large':
      return { kind: 'failed', reason: `the body is larger than ${limit} bytes` };
    case 'timeout':
      return { kind: 'failed', reason: `no end of the answer within ${timeout} ms` };
    case 'failed':
      return read;
    default:
      return read satisfies never;
  }
}
