import { X509Certificate } from 'node:crypto';

/** A client's, as a function is told of it behind a domain with mutual TLS (developer guide, input of a Lambda function for proxy integration). */
export interface ClientCertificate {
  /** PEM. */
  readonly clientCertPem: string;
  readonly subjectDN: string;
  readonly issuerDN: string;
  readonly serialNumber: string;
  readonly validity: { readonly notBefore: string; readonly notAfter: string };
}

/** Throws where the PEM holds no certificate. */
export function clientCertificate(clientCertPem: string): ClientCertificate {
  const { subject, issuer, serialNumber, validFrom, validTo } = new X509Certificate(clientCertPem);
  const onOneLine = (name: string) => name.split('\n').reverse().join(',');
  return {
    clientCertPem,
    subjectDN: onOneLine(subject),
    issuerDN: onOneLine(issuer),
    serialNumber,
    validity: { notBefore: validFrom, notAfter: validTo },
  };
}
