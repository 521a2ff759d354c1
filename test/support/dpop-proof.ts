import { createHash, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import type { TestKey } from './test-key.ts';

type Members = Readonly<Record<string, unknown>>;

/** `cnf.jkt` of tokens bound to a key, by jose. */
export const thumbprintOf = ({ publicJwk }: TestKey): Promise<string> => calculateJwkThumbprint({ ...publicJwk });

/** A DPoP proof (RFC 9449) of https://api.example.com/prod/pets/1 for a token, but for what is given. */
export function dpopProof(
  key: TestKey,
  token: string,
  now: number,
  claims: Members = {},
  header: Members = {},
): string {
  const { kid: _kid, alg: _alg, use: _use, ...jwk } = key.publicJwk;
  const payload = {
    jti: randomUUID(),
    htm: 'GET',
    htu: 'https://api.example.com/prod/pets/1',
    iat: Math.floor(now / 1000),
    ath: createHash('sha256').update(token).digest('base64url'),
    ...claims,
  };
  return key.signTexts(
    JSON.stringify({ typ: 'dpop+jwt', alg: key.algorithm, jwk, ...header }),
    JSON.stringify(payload),
  );
}
