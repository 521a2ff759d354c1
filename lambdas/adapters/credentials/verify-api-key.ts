import { soleCookie, soleLine, soleParameter } from '../../core/authorization/credentials/sole-value.ts';
import type { ApiKeySchemeConfig } from '../../core/authorizer-config.ts';
import { credentialOf, readCredential } from './credential-rows.ts';
import type { CredentialVerifier, VerifierParts } from './verifier.ts';

/**
 * Keys that `gatewright credentials` gives out. Found by their SHA-256, so nothing is compared: whoever measures times learns of a
 * hash at most, and of a hash with 256 random bits behind it.
 */
export function verifyApiKey(
  name: string,
  scheme: ApiKeySchemeConfig,
  { rows }: Pick<VerifierParts, 'rows'>,
): CredentialVerifier {
  return {
    async verify(request, now) {
      const key = keyIn(scheme, request);
      if (key.kind === 'refused') return key;
      const record = await readCredential(rows, name, key.value);
      // A row of another kind is found by what is no secret: a user's name, the id of a signing key.
      const isOfKey = record?.passwords === undefined && record?.key === undefined;
      return credentialOf(name, isOfKey ? record : undefined, now);
    },
  };
}

function keyIn(
  { in: place, name }: ApiKeySchemeConfig,
  { multiValueHeaders, multiValueQueryStringParameters }: Parameters<CredentialVerifier['verify']>[0],
) {
  switch (place) {
    case 'header':
      return soleLine(multiValueHeaders, name);
    case 'query':
      return soleParameter(multiValueQueryStringParameters, name);
    case 'cookie':
      return soleCookie(multiValueHeaders, name);
    default:
      return place satisfies never;
  }
}
