import { isCurrent } from '../../core/authorization/credentials/credential-record.ts';
import { soleLine } from '../../core/authorization/credentials/sole-value.ts';
import { keyRow, readKeyItem } from '../../core/authorization/key-record.ts';
import { apiKeyForm } from '../../core/keys/api-key-value.ts';
import { sha256 } from './sha256.ts';
import type { CredentialVerifier, VerifierParts } from './verifier.ts';

/** The key of a usage plan: API Gateway checks and counts it too, but knows neither its end nor what it may call. */
export function verifyPlanKey(name: string, { rows }: Pick<VerifierParts, 'rows'>): CredentialVerifier {
  return {
    async verify({ multiValueHeaders, stage }, now) {
      const key = soleLine(multiValueHeaders, 'x-api-key');
      if (key.kind === 'refused') return key;
      // What was mistyped is no reason to ask the table.
      if (apiKeyForm(key.value, stage) === 'mistyped') return { kind: 'refused', reason: 'credential-malformed' };
      const item = await rows.read(keyRow(sha256(key.value)));
      const record = item && readKeyItem(item);
      if (record === undefined) return { kind: 'refused', reason: 'credential-unknown' };
      const { expires, consumer, plan } = record;
      if (!isCurrent(expires, now)) return { kind: 'refused', reason: 'expired' };
      const identity = {
        issuer: name,
        subject: consumer,
        scopes: [],
        claims: { sub: consumer, plan },
        planKey: { ...record, value: key.value },
      };
      return {
        kind: 'verified',
        identity: expires === undefined ? identity : { ...identity, expiresAt: expires * 1000 },
      };
    },
  };
}
