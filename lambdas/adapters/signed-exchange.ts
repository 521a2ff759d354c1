import type aws4 from 'aws4';
import type { HeaderField } from '../core/messages.ts';
import type { SigV4Auth } from '../core/outbound-config.ts';
import type { AwsEnvironment } from './aws-request.ts';
import type { ExchangeRequest, Send } from './http-exchange.ts';

/** VPC Lattice takes no signature over content (its user guide, "SIGv4 authenticated requests"). */
const LATTICE = 'vpc-lattice-svcs';

export interface Signer {
  readonly environment: AwsEnvironment;
  readonly sign: typeof aws4.sign;
}

/** Sends what is signed with Signature Version 4, each try anew: the host is part of it, and so is the time. */
export function signedExchange(send: Send, auth: SigV4Auth, signer: Signer): Send {
  return (wanted) => {
    const path = auth.service === LATTICE ? strictlyEncoded(wanted.path) : wanted.path;
    const rest = wanted.headers.filter(([name]) => !ADDED.has(name.toLowerCase()));
    const headers = [...rest, ...signature({ ...wanted, path, headers: rest }, auth, signer)];
    return send({ ...wanted, path, headers });
  };
}

/**
 * In the one spelling whose canonical form is itself: Lattice encodes a path once, as S3 does, and with another spelling each
 * of two readers would have a form of its own. The router has refused what cannot be decoded.
 */
function strictlyEncoded(pathAndQuery: string): string {
  const [path = '', ...query] = pathAndQuery.split('?');
  const segments = path.split('/').map((segment) => encodeURIComponent(decodeURIComponent(segment)));
  return [segments.join('/'), ...query]
    .join('?')
    .replaceAll(/[!'()*]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`);
}

function signature(
  { origin, method, path, headers, body }: ExchangeRequest,
  { service, region }: SigV4Auth,
  { environment, sign }: Signer,
): readonly HeaderField[] {
  const isLattice = service === LATTICE;
  const signed = sign(
    {
      service,
      region: region ?? environment.AWS_REGION ?? 'us-east-1',
      method,
      path: origin.basePath + path,
      host: origin.authority,
      // The content only as its digest: with it, aws4 would sign fields that are not sent.
      headers: { ...signedFields(headers), 'X-Amz-Content-Sha256': isLattice ? 'UNSIGNED-PAYLOAD' : digest(body) },
      ...(isLattice && { doNotEncodePath: true }),
    },
    {
      accessKeyId: environment.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '',
      ...(environment.AWS_SESSION_TOKEN && { sessionToken: environment.AWS_SESSION_TOKEN }),
    },
  );
  return Object.entries(signed.headers ?? {})
    .filter(([name]) => ADDED.has(name.toLowerCase()))
    .map(([name, value]) => [name, String(value)]);
}

const ADDED = new Set(['authorization', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token']);

const digest = (body: Uint8Array | undefined): string =>
  process.getBuiltinModule('node:crypto').hash('sha256', body ?? '', 'hex');

/**
 * What says what is asked for, in AWS's own fields, which here are the operation's (`headers.request.set`), and in the type
 * of the content. Others may be changed on the way.
 */
function signedFields(headers: readonly HeaderField[]): Readonly<Record<string, string>> {
  const own = headers.filter(([name]) => /^x-amz-|^content-type$/i.test(name));
  return Object.fromEntries(own.map(([name, value]) => [name.toLowerCase(), value]));
}
