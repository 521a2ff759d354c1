import { isStrongRsa } from './is-strong-rsa.ts';

/** The public members a signature is verified with; everything else an issuer publishes is dropped. */
export interface VerificationKey {
  readonly kty: 'RSA' | 'EC' | 'OKP';
  readonly kid?: string;
  readonly alg?: string;
  readonly use: 'sig';
  readonly n?: string;
  readonly e?: string;
  readonly crv?: string;
  readonly x?: string;
  readonly y?: string;
}

type Members = Readonly<Record<string, unknown>>;

const curves: Readonly<Record<string, readonly string[]>> = { EC: ['P-256', 'P-384', 'P-521'], OKP: ['Ed25519'] };
const privateMembers: readonly string[] = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/**
 * The keys of a JWK Set (RFC 7517 section 5) that may verify a token's signature; `undefined` when it is no key set, or
 * one with a symmetric key in it, whose publisher cannot be trusted with the others. Keys for other uses, too short or
 * of an unknown kind are passed over; so is a key published with its private half, which anybody can sign with.
 */
export function vetKeySet(value: unknown): readonly VerificationKey[] | undefined {
  if (!isObject(value) || !Array.isArray(value.keys)) return undefined;
  const keys: readonly unknown[] = value.keys;
  if (keys.some((key) => isObject(key) && key.kty === 'oct')) return undefined;
  return keys.filter(isObject).flatMap(vetKey);
}

function vetKey(key: Members): readonly VerificationKey[] {
  if (!isForVerifying(key) || privateMembers.some((name) => name in key)) return [];
  const labels = { use: 'sig', ...pickStrings(key, ['kid', 'alg']) } as const;
  if (key.kty === 'RSA' && isStrongRsa(key.n, key.e))
    return [{ kty: 'RSA', ...labels, ...pickStrings(key, ['n', 'e']) }];
  if ((key.kty === 'EC' || key.kty === 'OKP') && curves[key.kty]?.includes(String(key.crv))) {
    return [{ kty: key.kty, ...labels, ...pickStrings(key, ['crv', 'x', 'y']) }];
  }
  return [];
}

function isForVerifying({ use, key_ops, kid, alg }: Members): boolean {
  const isOptionalString = (value: unknown) => value === undefined || typeof value === 'string';
  return (
    (use === undefined || use === 'sig') &&
    (key_ops === undefined || (Array.isArray(key_ops) && key_ops.includes('verify'))) &&
    isOptionalString(kid) &&
    isOptionalString(alg)
  );
}

function pickStrings<Name extends string>(key: Members, names: readonly Name[]): Partial<Record<Name, string>> {
  const picked: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = key[name];
    if (typeof value === 'string') picked[name] = value;
  }
  return picked;
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
