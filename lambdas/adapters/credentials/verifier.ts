import type { Credential } from '../../core/authorization/credential.ts';
import type { MultiValues } from '../../core/authorization/credentials/sole-value.ts';
import type { SecretsClient } from '../secrets-client.ts';
import type { CheckBinding } from './check-binding.ts';
import type { KeySets } from './key-set.ts';
import type { Revocations } from './revocations.ts';
import type { StateRows } from './state-rows.ts';

/** Verifies the credentials of one security scheme. */
export interface CredentialVerifier {
  /**
   * What the scheme makes of the request at `now` (milliseconds since the epoch). Rejects where it cannot be known (no keys, no
   * table; mostly with `Unavailable`): then nothing may be let through.
   */
  verify(request: AuthorizerRequest, now: number): Promise<Credential>;
  /** Asks ahead for what the first request would wait for. Never rejects: a failure is met again by that request. */
  warm?(now: number): Promise<void>;
}

/** What a verifier reads of an authorizer's REQUEST event. */
export interface AuthorizerRequest {
  readonly method: string;
  /** Its name. */
  readonly stage: string;
  /** The host that API Gateway was asked under (`requestContext.domainName`), never the client's Host field. */
  readonly domainName: string;
  /** `requestContext.path`: with the stage or the base path, as the client wrote it. */
  readonly requestPath: string;
  readonly sourceIp: string;
  readonly multiValueHeaders: MultiValues;
  readonly multiValueQueryStringParameters: MultiValues;
  /** PEM of the client's certificate, which API Gateway has held against the domain's truststore. */
  readonly clientCertPem: string | undefined;
}

/** What verifiers share. */
export interface VerifierParts {
  readonly keySets: KeySets;
  readonly rows: StateRows;
  readonly secrets: SecretsClient;
  readonly revocations: Revocations;
  readonly checkBinding: CheckBinding;
}
