import { type KeptFresh, keepFresh } from '../adapters/keep-fresh.ts';
import type { Secret, SecretsClient } from '../adapters/secrets-client.ts';
import { tokenClient } from '../adapters/token-client.ts';
import { readClientCredentials, readToken, readUserPassword } from '../core/outbound/read-credentials.ts';
import type { OAuth2Auth, OutboundAuth } from '../core/outbound-config.ts';

/** The gateway's own word to a backend's targets. */
export interface Authorization {
  /** Value of the `Authorization` field; `undefined`: none. Rejects with why there can be none, for the log. */
  value(now: number): Promise<string | undefined>;
  /** Lets go of a token that a target refused. Returns whether another one will be asked for. */
  renew(now: number): boolean;
}

const NONE: Authorization = { value: async () => undefined, renew: () => false };

/** Of tokens; how long one lives, its server says. */
const REUSE = { fresh: 0, early: 0, pause: 5000, pauseWithout: 1000 };

/**
 * Milliseconds between two tokens that are let go of because a target refused them: it may refuse them for what the client
 * asked, and then each request would cost a call to the token server.
 */
const BETWEEN_RENEWALS = 30_000;

export function authorization(
  auth: OutboundAuth | undefined,
  secrets: SecretsClient,
  onFailure: (failure: unknown) => void,
): Authorization {
  switch (auth?.kind) {
    case undefined:
    case 'sigv4':
      return NONE;
    case 'bearer':
      return fromSecret(auth.secret, secrets, ({ text }) => {
        const token = readToken(text);
        return token === undefined ? 'is no token' : { value: `Bearer ${token}` };
      });
    case 'basic':
      return fromSecret(auth.secret, secrets, ({ text }) => {
        const pair = readUserPassword(text);
        if (pair === undefined) return 'is no JSON with username and password';
        return { value: `Basic ${Buffer.from(`${pair.username}:${pair.password}`).toString('base64')}` };
      });
    case 'oauth2':
      return clientCredentials(auth, secrets, onFailure);
    default:
      return auth satisfies never;
  }
}

/** @param read what the secret holds, or what is wrong with it */
function fromSecret(
  name: string,
  secrets: SecretsClient,
  read: (secret: Secret) => { readonly value: string } | string,
): Authorization {
  return {
    async value(now) {
      const found = read(await secrets.read(name, now));
      if (typeof found === 'string') throw new Error(`secret ${name}: ${found}`);
      return found.value;
    },
    renew: () => false,
  };
}

function clientCredentials(
  auth: OAuth2Auth,
  secrets: SecretsClient,
  onFailure: (failure: unknown) => void,
): Authorization {
  const fetchToken = tokenClient(auth);
  const token: KeptFresh<string> = keepFresh(
    async (now) => {
      const credentials = readClientCredentials((await secrets.read(auth.secret, now)).text);
      if (credentials === undefined)
        throw new Error(`secret ${auth.secret}: is no JSON with client_id and client_secret`);
      return fetchToken(credentials).catch((error: Error) => {
        throw new Error(`token server: ${error.message}`);
      });
    },
    REUSE,
    onFailure,
  );
  let renewedAt = Number.NEGATIVE_INFINITY;
  return {
    value: async (now) => `Bearer ${await token.current(now)}`,
    renew(now) {
      if (now - renewedAt < BETWEEN_RENEWALS) return false;
      renewedAt = now;
      token.expire();
      return true;
    },
  };
}
