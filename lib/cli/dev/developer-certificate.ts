import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { UserError } from '../../errors.ts';

/** `CN=local-developer`, until 2126. Its key is nobody's: on this machine no certificate is asked for, it is taken as shown. */
const OWN = `-----BEGIN CERTIFICATE-----
MIIBJjCBzaADAgECAgEBMAoGCCqGSM49BAMCMBoxGDAWBgNVBAMTD2xvY2FsLWRl
dmVsb3BlcjAgFw0yNjAxMDEwMDAwMDBaGA8yMTI2MDEwMTAwMDAwMFowGjEYMBYG
A1UEAxMPbG9jYWwtZGV2ZWxvcGVyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
Na3mH/oXXyUB5oxXWrSaefaZPCu4hANdbQlE8AHw5JR6nfGJMNnVTxWnWQvFquvK
i0pdt5QNUeyQJU0nGhctP6MCMAAwCgYIKoZIzj0EAwIDSAAwRQIgV/b8gtPVZ/Gm
9eSgGOMWCqjJlJ95iJPqGxiBqdhZUxkCIQCECT2ADbhiYhZppBDgqPX15HLnNObY
mMtgagwRmCxbQQ==
-----END CERTIFICATE-----
`;

/** What callers of a document with `mutualTLS` are taken to have shown. @param file PEM; default: one of ours */
export function developerCertificate(file: string | undefined): string {
  if (file === undefined) return OWN;
  try {
    return new X509Certificate(readFileSync(file)).toString();
  } catch (cause) {
    throw new UserError(
      'INVALID_OPTION',
      `--client-certificate is "${file}", which cannot be read, expected a PEM file`,
      { cause },
    );
  }
}
