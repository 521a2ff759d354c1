import { createHash, createHmac, type KeyObject, randomUUID, sign } from 'node:crypto';
import { httpbis } from 'http-message-signatures';
import type { AuthorizerRequest } from '../../lambdas/adapters/credentials/verifier.ts';
import { authorizerRequest } from './authorizer-request.ts';

export interface SigningPartner {
  readonly keyId: string;
  readonly algorithm: string;
  readonly sign: (data: Buffer) => Buffer;
}

export interface MessageToSign {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly content?: string;
  readonly fields?: readonly string[];
  readonly params?: readonly string[];
  readonly values?: Readonly<Record<string, unknown>>;
}

export const partner = (
  keyId: string,
  algorithm: string,
  key: KeyObject | string,
  hash: string | null,
  more = {},
): SigningPartner => ({
  keyId,
  algorithm,
  sign: (data) =>
    typeof key === 'string'
      ? createHmac('sha256', Buffer.from(key, 'base64')).update(data).digest()
      : sign(hash, data, { key, dsaEncoding: 'ieee-p1363', ...more }),
});

/** A request as API Gateway hands it on, signed by an independent implementation of RFC 9421. */
export async function signMessage(
  by: SigningPartner,
  now: number,
  given: MessageToSign = {},
): Promise<AuthorizerRequest> {
  const { method = 'GET', url = 'https://api.example.com/prod/pets/1', content = '', params, values = {} } = given;
  const { host, pathname, searchParams } = new URL(url);
  const digest = `sha-256=:${createHash('sha256').update(content).digest('base64')}:`;
  const headers = {
    ...(content !== '' && { 'content-digest': digest, 'content-length': String(Buffer.byteLength(content)) }),
    ...given.headers,
  };
  const query = [...new Set(searchParams.keys())];
  const fields = given.fields ?? [
    '@method',
    '@authority',
    '@path',
    ...query.map((name) => `@query-param;name="${name}"`),
    ...(content === '' ? [] : ['content-digest']),
  ];
  const signed = await httpbis.signMessage(
    {
      key: { id: by.keyId, alg: by.algorithm, sign: async (data) => by.sign(data) },
      fields: [...fields],
      params: [...(params ?? ['created', 'keyid', 'nonce', 'alg'])],
      paramValues: { created: new Date(now), nonce: randomUUID(), ...values },
    },
    { method, url, headers },
  );
  return authorizerRequest({
    method,
    domainName: host,
    requestPath: pathname,
    multiValueHeaders: Object.fromEntries(
      Object.entries(signed.headers).map(([name, value]) => [name, [value].flat()]),
    ),
    multiValueQueryStringParameters: Object.fromEntries(query.map((name) => [name, searchParams.getAll(name)])),
  });
}
