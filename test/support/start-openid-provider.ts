import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

/** `oidc-provider` from npm on plain http, as behind a proxy that ends TLS for `issuer`. */
export interface OpenIdProvider {
  readonly issuer: string;
  readonly endpointUrls: Readonly<Record<string, string>>;
  /** An access token by the client credentials grant (RFC 6749 section 4.4), a JWT for `audience`. */
  requestToken(audience: string, scope: string): Promise<string>;
  close(): Promise<void>;
}

const client = { client_id: 'tests', client_secret: 'not-a-secret-of-anything' };

/** Seconds that a token lives: longer than its issuer may be silent. */
const TTL = 2 * 3600;

/** Tokens that are JWTs need no store. */
const keepsNothing = {
  upsert: async () => undefined,
  find: async () => undefined,
};

/** @param kid of its signing key, which is made anew */
export async function startOpenIdProvider(
  issuer: string,
  scopes: readonly string[],
  kid = 'provider-key',
): Promise<OpenIdProvider> {
  const provider = createProvider(issuer, scopes, kid);
  const answer = provider.callback();
  const server = createServer((request, response) => {
    request.headers['x-forwarded-proto'] = 'https';
    void answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`;
  return {
    issuer,
    endpointUrls: { [issuer]: origin },
    async requestToken(audience, scope) {
      const body = new URLSearchParams({ grant_type: 'client_credentials', resource: audience, scope, ...client });
      const response = await fetch(`${origin}/token`, { method: 'POST', body });
      const answer = (await response.json()) as { access_token?: string; error_description?: string }; // RFC 6749 section 5
      if (answer.access_token === undefined) throw new Error(`no token: ${answer.error_description}`);
      return answer.access_token;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function createProvider(issuer: string, scopes: readonly string[], kid: string): Provider {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const provider = new Provider(issuer, {
    adapter: () => keepsNothing,
    ttl: { ClientCredentials: TTL },
    clients: [
      {
        ...client,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        token_endpoint_auth_method: 'client_secret_post',
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'ES256' }] },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_context: unknown, audience: string) => ({
          scope: scopes.join(' '),
          audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: TTL,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  });
  provider.proxy = true;
  return provider;
}
