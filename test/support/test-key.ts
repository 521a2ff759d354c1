import { constants, generateKeyPairSync, type JsonWebKey, type KeyObject, sign } from 'node:crypto';

export type TestAlgorithm = 'RS256' | 'PS256' | 'ES256' | 'EdDSA';

type Members = Readonly<Record<string, unknown>>;

/** A signing key made for one test. */
export interface TestKey {
  readonly kid: string;
  readonly algorithm: TestAlgorithm;
  readonly publicJwk: JsonWebKey & { readonly kid: string; readonly alg: string; readonly use: string };
  readonly publicKey: KeyObject;
  /** Signs a JWT; `header` is added to `alg` and `kid` and may replace them. */
  signToken(claims: Members, header?: Members): string;
  /** Signs header and payload exactly as written, well-formed or not. */
  signTexts(header: string, payload: string): string;
}

export function createTestKey(algorithm: TestAlgorithm = 'ES256', kid = `${algorithm}-key`): TestKey {
  const { publicKey, privateKey } = generate(algorithm);
  const signTexts = (header: string, payload: string) => {
    const input = `${encode(header)}.${encode(payload)}`;
    return `${input}.${signature(algorithm, privateKey, input).toString('base64url')}`;
  };
  return {
    kid,
    algorithm,
    publicKey,
    publicJwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: algorithm, use: 'sig' },
    signTexts,
    signToken: (claims, header = {}) =>
      signTexts(JSON.stringify({ alg: algorithm, kid, typ: 'at+jwt', ...header }), JSON.stringify(claims)),
  };
}

export function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}

function generate(algorithm: TestAlgorithm): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  switch (algorithm) {
    case 'ES256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' });
    case 'EdDSA':
      return generateKeyPairSync('ed25519');
    default:
      return generateKeyPairSync('rsa', { modulusLength: 2048 });
  }
}

function signature(algorithm: TestAlgorithm, key: KeyObject, input: string): Buffer {
  const data = Buffer.from(input);
  switch (algorithm) {
    case 'ES256':
      return sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' });
    case 'EdDSA':
      return sign(null, data, key);
    case 'PS256':
      return sign('sha256', data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });
    default:
      return sign('sha256', data, key);
  }
}
