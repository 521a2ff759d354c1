import type { CredentialVerifier } from './verifier.ts';

/** The certificate that API Gateway has held against the domain's truststore: its subject is who calls. */
export function verifyCertificate(): CredentialVerifier {
  return {
    async verify({ clientCertPem }, now) {
      if (clientCertPem === undefined) return { kind: 'refused', reason: 'credential-absent' };
      const { X509Certificate } = process.getBuiltinModule('node:crypto');
      const { issuer, subject, serialNumber, subjectAltName, raw, validFromDate, validToDate } = new X509Certificate(
        clientCertPem,
      );
      const expiresAt = validToDate.getTime();
      if (now < validFromDate.getTime()) return { kind: 'refused', reason: 'not-yet-valid' };
      if (now >= expiresAt) return { kind: 'refused', reason: 'expired' };
      const claims = {
        sub: onOneLine(subject),
        serialNumber,
        thumbprint: certificateThumbprint(raw),
        ...(subjectAltName !== undefined && { subjectAltName }),
      };
      const identity = { issuer: onOneLine(issuer), subject: claims.sub, scopes: [], claims, expiresAt };
      return { kind: 'verified', identity };
    },
  };
}

/** `x5t#S256` of RFC 8705 section 3.1. */
export function certificateThumbprint(der: Uint8Array): string {
  return process.getBuiltinModule('node:crypto').hash('sha256', der, 'base64url');
}

/** Node writes one attribute of a name in each line and escapes line ends in values. */
const onOneLine = (name: string): string => name.replaceAll('\n', ', ');
