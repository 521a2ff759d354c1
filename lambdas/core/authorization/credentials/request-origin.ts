import { type MultiValues, soleLine } from './sole-value.ts';

export interface RequestOrigin {
  readonly scheme: 'https' | 'http';
  /** Host, and port where it is not the scheme's own. */
  readonly authority: string;
}

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * Where the client sent its request, by API Gateway's word and never by the client's Host field. API Gateway serves https on its
 * own names only; that a name is this machine's means a gateway running on it, whose port its forwarding fields tell.
 */
export function requestOrigin(domainName: string, headers: MultiValues): RequestOrigin {
  const host = domainName.toLowerCase();
  if (!loopback.test(host)) return { scheme: 'https', authority: host };
  const [proto, port] = ['x-forwarded-proto', 'x-forwarded-port'].map((name) => soleLine(headers, name));
  const scheme = proto?.kind === 'value' && proto.value === 'http' ? 'http' : 'https';
  const given = port?.kind === 'value' ? port.value : '';
  const isOwn = given === '' || given === (scheme === 'http' ? '80' : '443');
  return { scheme, authority: isOwn ? host : `${host}:${given}` };
}
