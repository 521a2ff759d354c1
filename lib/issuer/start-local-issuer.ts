import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { UserError } from '../errors.ts';
import { type IssuerKey, readIssuerKey } from './issuer-key.ts';
import { signToken, type TokenRequest } from './sign-token.ts';

export interface LocalIssuerOptions {
  /** Issuer identifiers to stand in for, as in `iss`. */
  readonly issuers: readonly string[];
  /** Holds the issuer's key, `issuer.json`; made when absent. */
  readonly stateDir: string;
  /** @default 0 (any free port) */
  readonly port?: number;
}

export interface LocalIssuer {
  /** For `ENDPOINT_URLS`: leads requests for each issuer's metadata and keys here. */
  readonly endpointUrls: Readonly<Record<string, string>>;
  /** Signs an access token of one of the issuers. */
  signToken(request: TokenRequest): Promise<string>;
  close(): Promise<void>;
}

/**
 * Stands in for token issuers on 127.0.0.1: serves the metadata and key set of each and signs tokens with one key of its
 * own. Throws `PORT_IN_USE`, and `STATE_CORRUPT` when the key file cannot be read.
 */
export async function startLocalIssuer({ issuers, stateDir, port = 0 }: LocalIssuerOptions): Promise<LocalIssuer> {
  const key = await readIssuerKey(stateDir);
  const answers = new Map(issuers.flatMap((issuer, index) => documentsOf(issuer, index, key)));
  const server = createServer((request, response) => {
    const body = answers.get(request.url ?? '');
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(body ?? '{"error":"not_found"}');
  });
  const origin = `http://127.0.0.1:${await listen(server, port)}`;
  return {
    endpointUrls: Object.fromEntries(issuers.map((issuer, index) => [baseOf(issuer), `${origin}/${index}`])),
    async signToken(request) {
      if (!issuers.includes(request.issuer)) {
        throw new UserError(
          'INVALID_OPTION',
          `the local issuer cannot sign for ${request.issuer}; it stands in for ${issuers.join(', ')}; choose one of them`,
        );
      }
      return signToken(key, request, Date.now());
    },
    async close() {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** OpenID Connect Discovery 1.0 section 4.1: a terminating `/` of the issuer is removed before the well-known path. */
function baseOf(issuer: string): string {
  return issuer.replace(/\/$/, '');
}

/** Addresses in the metadata are the issuer's own, as in production; `ENDPOINT_URLS` leads them here. */
function documentsOf(issuer: string, index: number, key: IssuerKey): readonly [path: string, body: string][] {
  const base = baseOf(issuer);
  const metadata = {
    issuer,
    jwks_uri: `${base}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [key.algorithm],
  };
  return [
    [`/${index}/.well-known/openid-configuration`, JSON.stringify(metadata)],
    [`/${index}/jwks`, JSON.stringify({ keys: [key.publicJwk] })],
  ];
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    throw new UserError(
      'PORT_IN_USE',
      `port ${port} for the local issuer is taken by another process; expected a free one; stop that process or choose another port`,
      { cause },
    );
  }
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}
