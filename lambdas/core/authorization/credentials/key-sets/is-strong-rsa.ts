import { decodeBase64Url } from '../tokens/decode-strictly.ts';

/**
 * Whether a modulus and exponent (base64url, RFC 7518 section 6.3.1) make a key that is worth trusting. RFC 7518 section 3.3
 * asks for 2048 bits; above 8192 a verification costs more than a request is worth.
 */
export function isStrongRsa(n: unknown, e: unknown): boolean {
  const modulus = unsignedInteger(n);
  const exponent = unsignedInteger(e);
  if (modulus === undefined || exponent === undefined) return false;
  const bits = modulus.toString(2).length;
  return bits >= 2048 && bits <= 8192 && exponent >= 3n && exponent % 2n === 1n && !isOfRoca(modulus);
}

function unsignedInteger(value: unknown): bigint | undefined {
  const bytes = typeof value === 'string' ? decodeBase64Url(value) : undefined;
  return bytes && bytes.length > 0 ? BigInt(`0x${bytes.toString('hex')}`) : undefined;
}

const generator = 65_537n;
const primes = [11n, 13n, 17n, 19n, 37n, 53n, 61n, 71n, 73n, 79n, 97n, 103n, 107n, 109n, 127n, 151n, 157n];

/**
 * Keys made by Infineon's library can be factored (CVE-2017-15361, "ROCA"): their modulus is a power of 65537 modulo each small
 * prime, which of other keys one in 2^27 or so is.
 */
function isOfRoca(modulus: bigint): boolean {
  return primes.every((prime) => isPowerOf(generator % prime, modulus % prime, prime));
}

function isPowerOf(base: bigint, value: bigint, prime: bigint): boolean {
  let power = 1n;
  do {
    if (power === value) return true;
    power = (power * base) % prime;
  } while (power !== 1n);
  return false;
}
