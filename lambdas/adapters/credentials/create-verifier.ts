import type { SchemeConfig } from '../../core/authorizer-config.ts';
import type { CredentialVerifier, VerifierParts } from './verifier.ts';
import { verifyJwt } from './verify-jwt.ts';

/** @param name the scheme's, in the document: rows of the state table hold it */
export function createVerifier(name: string, config: SchemeConfig, parts: VerifierParts): CredentialVerifier {
  switch (config.kind) {
    case 'jwt':
      return verifyJwt(config, parts);
    default:
      throw new Error(`scheme "${name}" is of kind ${config.kind}, which this version does not verify`);
  }
}
