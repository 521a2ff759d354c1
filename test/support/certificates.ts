import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY = 86_400_000;

/** PEM. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
}

export interface TestAuthority {
  readonly cert: string;
  /** For servers and clients alike. @param expired a day ago */
  issue(name: string, expired?: boolean): Promise<TestCertificate>;
}

const pem = (label: string, bytes: ArrayBuffer): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(bytes).toString('base64')}\n-----END ${label}-----\n`;

const newKeys = () => crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

/** A certificate authority of a test, and what it issues. */
export async function createAuthority(name: string): Promise<TestAuthority> {
  const keys = await newKeys();
  const times = { notBefore: new Date(Date.now() - 3 * DAY), notAfter: new Date(Date.now() + DAY) };
  const own: X509Certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [new BasicConstraintsExtension(true, undefined, true)],
    ...times,
  });
  return {
    cert: pem('CERTIFICATE', own.rawData),
    async issue(host, expired = false) {
      const issued = await newKeys();
      const certificate = await X509CertificateGenerator.create({
        subject: `CN=${host}`,
        issuer: own.subject,
        publicKey: issued.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: ALGORITHM,
        extensions: [
          new SubjectAlternativeNameExtension([{ type: 'dns', value: host }]),
          new ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']),
        ],
        ...times,
        ...(expired && { notAfter: new Date(Date.now() - DAY) }),
      });
      const key = await crypto.subtle.exportKey('pkcs8', issued.privateKey);
      return { cert: pem('CERTIFICATE', certificate.rawData), key: pem('PRIVATE KEY', key) };
    },
  };
}
