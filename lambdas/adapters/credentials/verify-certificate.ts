import { nodeCrypto } from '../node-crypto.ts';
import type { Revocations } from './revocations.ts';
import type { AuthorizerRequest, CredentialVerifier } from './verifier.ts';

/** The certificate that API Gateway has held against the domain's truststore: its subject is who calls. */
export function verifyCertificate({ revocations }: { readonly revocations: Revocations }): CredentialVerifier {
  return {
    async verify(request, now) {
      const certificate = clientCertificate(request);
      if (certificate === undefined) return { kind: 'refused', reason: 'credential-absent' };
      const { issuer, subject, serialNumber, subjectAltName, thumbprint, from, to } = certificate;
      if (now < from) return { kind: 'refused', reason: 'not-yet-valid' };
      if (now >= to) return { kind: 'refused', reason: 'expired' };
      const issued = { iss: issuer, jti: serialNumber, sub: subject, iat: from / 1000 };
      if (await revocations.isRevoked(issued, now)) return { kind: 'refused', reason: 'revoked' };
      const claims = { sub: subject, serialNumber, thumbprint, ...(subjectAltName && { subjectAltName }) };
      return { kind: 'verified', identity: { issuer, subject, scopes: [], claims, expiresAt: to } };
    },
  };
}

/** What is read of it; `thumbprint` is the `x5t#S256` of RFC 8705 section 3.1. */
export function clientCertificate({ clientCertPem }: Pick<AuthorizerRequest, 'clientCertPem'>) {
  if (clientCertPem === undefined) return undefined;
  const { X509Certificate, hash } = nodeCrypto();
  const { raw, subject, issuer, serialNumber, subjectAltName, validFromDate, validToDate } = new X509Certificate(
    clientCertPem,
  );
  return {
    subject: onOneLine(subject),
    issuer: onOneLine(issuer),
    serialNumber,
    subjectAltName,
    thumbprint: hash('sha256', raw, 'base64url'),
    from: validFromDate.getTime(),
    to: validToDate.getTime(),
  };
}

/** Node writes one attribute of a name in each line and escapes line ends in values. */
const onOneLine = (name: string): string => name.replaceAll('\n', ', ');
