import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { verifyCertificate } from '../../../../lambdas/adapters/credentials/verify-certificate.ts';
import { authorizerRequest } from '../../../support/authorizer-request.ts';
import { verifierParts } from '../../../support/verifier-parts.ts';

const pem = readFileSync(join(import.meta.dirname, '../../../fixtures/tls/localhost-cert.pem'), 'utf8');
const certificate = new X509Certificate(pem);
const [from, to] = [certificate.validFromDate.getTime(), certificate.validToDate.getTime()];
const verifier = verifyCertificate(verifierParts());

describe('verifyCertificate', () => {
  it('names the caller by the certificate’s subject', async () => {
    expect(await verifier.verify(authorizerRequest({ clientCertPem: pem }), from)).toEqual({
      kind: 'verified',
      identity: {
        issuer: certificate.issuer,
        subject: certificate.subject,
        scopes: [],
        claims: {
          sub: certificate.subject,
          serialNumber: certificate.serialNumber,
          thumbprint: Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url'),
          subjectAltName: certificate.subjectAltName,
        },
        expiresAt: to,
      },
    });
  });

  it.each([
    ['no certificate', undefined, from, 'credential-absent'],
    ['one that is not valid yet', pem, from - 1, 'not-yet-valid'],
    ['one that has expired', pem, to, 'expired'],
  ])('refuses %s', async (_, clientCertPem, now, reason) => {
    expect(await verifier.verify(authorizerRequest({ clientCertPem }), now)).toEqual({ kind: 'refused', reason });
  });
});
