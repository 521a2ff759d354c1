import { crc32 } from './crc32.ts';

/**
 * The values of issued keys: `gw`, the environment's letters and digits, a random part, a checksum. Letters and digits only,
 * 20 to 128 of them: what API Gateway documents for a value (API key file format).
 */

/** 30 of 62 characters: 178 bits. */
const RANDOM_LENGTH = 30;

/** 62^6 > 2^32: a CRC-32, as GitHub's tokens end in one. */
const CHECKSUM_LENGTH = 6;

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** @param randomIndex a whole number from 0 up to, not including, its argument; from a secure source */
export function newApiKeyValue(stage: string, randomIndex: (below: number) => number): string {
  const random = Array.from({ length: RANDOM_LENGTH }, () => DIGITS[randomIndex(DIGITS.length)]).join('');
  const start = prefix(stage) + random;
  return start + checksum(start);
}

export type ApiKeyForm =
  /** Issued here, as far as its form can tell. */
  | 'intact'
  /** It begins as a key of this environment and is as long, but is none: mistyped, or cut and filled up. */
  | 'mistyped'
  /** Made elsewhere: only a look-up can tell. */
  | 'foreign';

/** What the form of a value says, before anything is looked up. */
export function apiKeyForm(value: string, stage: string): ApiKeyForm {
  const start = prefix(stage);
  if (!value.startsWith(start) || value.length !== start.length + RANDOM_LENGTH + CHECKSUM_LENGTH) return 'foreign';
  const signed = value.slice(0, -CHECKSUM_LENGTH);
  return checksum(signed) === value.slice(-CHECKSUM_LENGTH) ? 'intact' : 'mistyped';
}

/** The stage tells where a key belongs when it turns up somewhere. */
const prefix = (stage: string): string =>
  `gw${stage
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .slice(0, 20)}`;

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = '';
  for (let place = 0; place < CHECKSUM_LENGTH; place += 1) {
    digits = (DIGITS[rest % 62] ?? '') + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
