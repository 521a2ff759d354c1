/**
 * What a secret's text holds. `undefined` where it is not of the form: the text itself goes nowhere, not even into the
 * message that says so.
 */

/** A token as it is, or JSON with `token`; any other JSON holds something else, which is not for the target. */
export function readToken(text: string): string | undefined {
  const token = /^\s*[[{"]/.test(text) ? parseObject(text)?.token : text.trim();
  return typeof token === 'string' && /^[\x21-\x7e]+$/.test(token) ? token : undefined;
}

export interface UserPassword {
  readonly username: string;
  readonly password: string;
}

/** A colon ends the name (RFC 7617 section 2). */
export function readUserPassword(text: string): UserPassword | undefined {
  const { username, password } = parseObject(text) ?? {};
  if (typeof username !== 'string' || typeof password !== 'string' || username.includes(':')) return undefined;
  return { username, password };
}

export interface ClientCredentials {
  readonly id: string;
  readonly secret: string;
}

export function readClientCredentials(text: string): ClientCredentials | undefined {
  const { client_id: id, client_secret: secret } = parseObject(text) ?? {};
  return typeof id === 'string' && typeof secret === 'string' && id !== '' ? { id, secret } : undefined;
}

export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
}

const CERTIFICATES = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const KEY = /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----[^-]+-----END (?:[A-Z]+ )?PRIVATE KEY-----/;

/** PEM with both, or JSON with `certificate` and `privateKey`. */
export function readClientCertificate(text: string): ClientCertificate | undefined {
  const { certificate, privateKey } = parseObject(text) ?? {};
  const cert = pem(certificate ?? text, CERTIFICATES);
  const key = pem(privateKey ?? text, KEY);
  return cert === undefined || key === undefined ? undefined : { cert, key };
}

/** One certificate or more. */
export const readCertificates = (text: string): string | undefined => pem(text, CERTIFICATES);

const pem = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === 'string' ? value.match(pattern)?.join('\n') : undefined;

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>; // it starts as an object does
  } catch {
    return undefined;
  }
}
