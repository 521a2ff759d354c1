import { randomInt } from 'node:crypto';

const CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Characters [a-z0-9], as API Gateway's ids: ten for APIs and keys, six for plans and the parts of an API. */
export function newId(length = 10): string {
  return Array.from({ length }, () => CHARACTERS[randomInt(CHARACTERS.length)]).join('');
}
