import type { OutboundConfig, TlsConfig } from '../../../lambdas/core/outbound-config.ts';
import type { Cursor } from './cursor.ts';
import { readAuth } from './read-auth.ts';
import { type Fields, readFields } from './read-fields.ts';
import { readOneOf, readText } from './read-values.ts';

/** Of a backend. */
export const OUTBOUND_KEYS = ['protocol', 'tls', 'auth'] as const;

const readProtocol = readOneOf(['http1', 'http2']);

/** What Secrets Manager takes for a name (its API reference, CreateSecret), or an ARN. */
export const readSecretName = readText(
  'the name or ARN of a secret in Secrets Manager',
  /^[A-Za-z0-9/_+=.@:-]{1,512}$/,
);

const readServerName = readText(
  'the name in the certificate, such as planner.internal',
  /^(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*$/,
);

export function readOutbound(fields: Fields): Omit<OutboundConfig, 'sources'> {
  const protocol = readProtocol(fields('protocol'));
  const tls = readTls(fields('tls'));
  const auth = readAuth(fields('auth'));
  return {
    ...(protocol === 'http2' && { protocol }),
    ...(tls !== undefined && { tls }),
    ...(auth !== undefined && { auth }),
  };
}

function readTls(cursor: Cursor | undefined): TlsConfig | undefined {
  if (cursor === undefined) return undefined;
  const fields = readFields(cursor, { known: ['ca', 'clientCertificate', 'serverName'] });
  const ca = readSecretName(fields('ca'));
  const clientCertificate = readSecretName(fields('clientCertificate'));
  const serverName = readServerName(fields('serverName'));
  const tls = {
    ...(ca !== undefined && { ca }),
    ...(clientCertificate !== undefined && { clientCertificate }),
    ...(serverName !== undefined && { serverName }),
  };
  return Object.keys(tls).length > 0 ? tls : undefined;
}
