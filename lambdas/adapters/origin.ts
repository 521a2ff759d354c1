import type { LookupFunction } from 'node:net';
import { type ResolveEndpoint, resolveEndpoint } from './endpoint-urls.ts';

/** A server as configured, and where it is reached. Computed once per URL: nothing of a request takes part in it. */
export interface Origin {
  readonly secure: boolean;
  /** Reached under this name, without brackets. */
  readonly hostname: string;
  readonly port: number;
  /**
   * Sent as SNI and verified in the certificate. Empty for an address, which SNI cannot carry (RFC 6066 section 3), and
   * for plain http, where Node would else work one out of the Host field (3 ms at the first request).
   */
  readonly serverName: string;
  /** For the Host field: the configured one, wherever it is reached. */
  readonly authority: string;
  /** Goes before every path; empty instead of `/`. */
  readonly basePath: string;
  /** Whether it is reached over plain http instead of https, as `ENDPOINT_URLS` says. */
  readonly standsIn: boolean;
  /** Absent: what Node trusts, and nothing shown. */
  readonly tls?: TlsMaterial;
  /** Absent: Node's own. */
  readonly lookup?: LookupFunction;
}

/** PEM. */
export interface TlsMaterial {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

export function parseOrigin(url: string, resolve: ResolveEndpoint = resolveEndpoint): Origin {
  const configured = new URL(url);
  const reached = new URL(resolve(url));
  const secure = reached.protocol === 'https:';
  return {
    secure,
    hostname: bare(reached.hostname),
    port: Number(reached.port || (secure ? 443 : 80)),
    serverName: secure && !isAddress(configured.hostname) ? configured.hostname : '',
    authority: configured.host,
    standsIn: configured.protocol === 'https:' && !secure,
    basePath: reached.pathname === '/' ? '' : reached.pathname,
  };
}

/** As `URL` writes one. `isIP` of node:net compiles a pattern for that, 5 ms of a start. */
const isAddress = (hostname: string): boolean => /^(?:\[.*\]|\d+\.\d+\.\d+\.\d+)$/.test(hostname);

const bare = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1');
