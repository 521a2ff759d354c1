import { parseStrictObject } from '../../core/authorization/credentials/tokens/parse-strict-object.ts';
import type { IntrospectionSchemeConfig } from '../../core/authorizer-config.ts';
import type { ResolveEndpoint } from '../endpoint-urls.ts';
import { FetchTimeout, fetchJson } from '../fetch-json.ts';
import type { SecretsClient } from '../secrets-client.ts';
import { Unavailable } from './unavailable.ts';

/** Milliseconds for one answer; the client waits for it. */
const timeout = 2000;

/**
 * Milliseconds in which an issuer that was silent is not asked again: each attempt holds up a request for all of its time. One
 * that answers wrongly is: whoever finds a token that its issuer stumbles over must not lock out all others.
 */
const pause = 1000;

/** Asks an issuer about a token (RFC 7662 section 2). Rejects with `Unavailable` where there is no answer. */
export function askIntrospection(
  { url, secret, issuer = url }: IntrospectionSchemeConfig,
  secrets: SecretsClient,
  resolve: ResolveEndpoint | undefined,
): (token: string, now: number) => Promise<unknown> {
  let failedAt = Number.NEGATIVE_INFINITY;
  return async (token, now) => {
    if (now - failedAt < pause) throw new Unavailable('introspection', 'the issuer was silent just now', issuer);
    const authorization = await readAuthorization(secrets, secret, now, issuer);
    const body = new URLSearchParams({ token, token_type_hint: 'access_token' }).toString();
    try {
      return await fetchJson(url, { timeout, resolve, post: { body, authorization } });
    } catch (cause) {
      if (cause instanceof FetchTimeout) failedAt = now;
      throw new Unavailable('introspection', cause, issuer);
    }
  };
}

/** RFC 6749 section 2.3.1. */
async function readAuthorization(secrets: SecretsClient, name: string, now: number, issuer: string): Promise<string> {
  const { text } = await secrets.read(name, now).catch((cause: unknown) => {
    throw new Unavailable('secret', cause, issuer);
  });
  const { clientId, clientSecret } = parseStrictObject(text) ?? {};
  if (typeof clientId !== 'string' || typeof clientSecret !== 'string')
    throw new Unavailable('secret', `secret ${name} is not JSON with the texts clientId and clientSecret`, issuer);
  const encoded = [clientId, clientSecret].map((part) =>
    new URLSearchParams({ part }).toString().slice('part='.length),
  );
  return `Basic ${Buffer.from(encoded.join(':')).toString('base64')}`;
}
