import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { IssuerKey } from './issuer-key.ts';

export interface TokenRequest {
  /** One of the issuers that the local issuer stands in for. */
  readonly issuer: string;
  /** `null`: a token without `aud`, for a scheme that does not check it. */
  readonly audience: string | readonly string[] | null;
  readonly subject: string;
  readonly scopes: readonly string[];
  /** Beside those that this request says. @default - none */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Milliseconds the token is valid for, whole seconds of them, @default 3_600_000 (one hour) */
  readonly lifetime?: number;
}

/** Signs an access token (RFC 9068), valid from `now` (milliseconds since the epoch). */
export function signToken(key: IssuerKey, request: TokenRequest, now: number): Promise<string> {
  const { issuer, audience, subject, scopes, lifetime = 3_600_000 } = request;
  const issuedAt = Math.floor(now / 1000);
  const claims = {
    ...request.claims,
    iss: issuer,
    ...(audience === null ? {} : { aud: typeof audience === 'string' ? audience : [...audience] }),
    sub: subject,
    client_id: subject,
    scope: scopes.join(' '),
    iat: issuedAt,
    exp: issuedAt + Math.floor(lifetime / 1000),
    jti: randomUUID(),
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: key.algorithm, typ: 'at+jwt', kid: key.kid })
    .sign(key.privateKey);
}
