import type { TlsMaterial } from '../adapters/origin.ts';
import type { Secret, SecretsClient } from '../adapters/secrets-client.ts';
import { readCertificates, readClientCertificate } from '../core/outbound/read-credentials.ts';
import type { TlsConfig } from '../core/outbound-config.ts';

/** The same object as long as the secrets are the same: connections live with it. */
export type TlsReader = (now: number) => Promise<TlsMaterial | undefined>;

export function tlsReader(tls: TlsConfig | undefined, secrets: SecretsClient): TlsReader {
  if (tls?.ca === undefined && tls?.clientCertificate === undefined) return async () => undefined;
  const { ca, clientCertificate } = tls;
  let known: { readonly versions: string; readonly material: TlsMaterial } | undefined;
  const read = async (name: string | undefined, now: number) =>
    name === undefined ? undefined : secrets.read(name, now);
  return async (now) => {
    const [trusted, shown] = await Promise.all([read(ca, now), read(clientCertificate, now)]);
    const versions = `${trusted?.version} ${shown?.version}`;
    if (known?.versions !== versions) known = { versions, material: material(tls, trusted, shown) };
    return known.material;
  };
}

function material(tls: TlsConfig, trusted: Secret | undefined, shown: Secret | undefined): TlsMaterial {
  const ca = trusted && readCertificates(trusted.text);
  if (trusted && ca === undefined) throw new Error(`secret ${tls.ca}: holds no certificate (PEM)`);
  const client = shown && readClientCertificate(shown.text);
  if (shown && client === undefined)
    throw new Error(`secret ${tls.clientCertificate}: holds no certificate with its private key (PEM)`);
  return usable({ ...(ca !== undefined && { ca }), ...client }, tls);
}

/** Node would say at each connection what is wrong with it, by throwing. Its codes hold nothing of the secret. */
function usable(made: TlsMaterial, { ca, clientCertificate }: TlsConfig): TlsMaterial {
  try {
    process.getBuiltinModule('node:tls').createSecureContext(made);
    return made;
  } catch (error) {
    const names = [ca, clientCertificate].filter((name) => name !== undefined).join(', ');
    throw new Error(`secret ${names}: ${(error as NodeJS.ErrnoException).code ?? 'cannot be used'}`);
  }
}
