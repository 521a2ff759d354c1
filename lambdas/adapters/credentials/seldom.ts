/**
 * What not every document needs, in a file of its own beside the authorizer's bundle (`seldom.cjs`): it is read when a config
 * asks for it, so that a cold start which verifies a token and nothing else does not pay for it.
 */
import type { SchemeConfig } from '../../core/authorizer-config.ts';
import { createDynamoDbClient } from '../dynamodb-client.ts';
import { createSecretsClient } from '../secrets-client.ts';
import { bindingCheck } from './check-binding.ts';
import type { CredentialsEnvironment } from './open-parts.ts';
import { type StateRows, stateRows } from './state-rows.ts';
import { Unavailable } from './unavailable.ts';
import type { CredentialVerifier, VerifierParts } from './verifier.ts';
import { verifyApiKey } from './verify-api-key.ts';
import { verifyBasic } from './verify-basic.ts';
import { verifyCertificate } from './verify-certificate.ts';
import { verifyIntrospected } from './verify-introspected.ts';
import { verifyPlanKey } from './verify-plan-key.ts';
import { verifySignature } from './verify-signature.ts';

export { bindingCheck, createSecretsClient };

/** Milliseconds for one answer of the table (`STATE_TABLE_TIMEOUT`): a refusal for want of it is an outage. */
const tableTimeout = 1000;

export function openRows(environment: CredentialsEnvironment): StateRows {
  const { STATE_TABLE: table } = environment;
  if (!table) throw new Unavailable('state-table', 'STATE_TABLE is not set');
  return stateRows(createDynamoDbClient(environment, Number(environment.STATE_TABLE_TIMEOUT) || tableTimeout), table);
}

export function createSeldomVerifier(
  name: string,
  config: Exclude<SchemeConfig, { readonly kind: 'jwt' }>,
  parts: VerifierParts,
): CredentialVerifier {
  switch (config.kind) {
    case 'basic':
      return verifyBasic(name, parts);
    case 'api-key':
      return verifyApiKey(name, config, parts);
    case 'plan-key':
      return verifyPlanKey(name, parts);
    case 'certificate':
      return verifyCertificate(parts);
    case 'introspection':
      return verifyIntrospected(config, parts);
    case 'signature':
      return verifySignature(name, config, parts);
    default:
      return config satisfies never;
  }
}
