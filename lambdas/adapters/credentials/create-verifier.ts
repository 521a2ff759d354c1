import type { SchemeConfig } from '../../core/authorizer-config.ts';
import { loadSeldom } from './load-seldom.ts';
import type { CredentialVerifier, VerifierParts } from './verifier.ts';
import { verifyJwt } from './verify-jwt.ts';

/** @param name the scheme's, in the document: rows of the state table hold it */
export function createVerifier(name: string, config: SchemeConfig, parts: VerifierParts): CredentialVerifier {
  return config.kind === 'jwt' ? verifyJwt(config, parts) : loadSeldom().createSeldomVerifier(name, config, parts);
}
