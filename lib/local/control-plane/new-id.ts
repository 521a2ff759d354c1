import { randomInt } from 'node:crypto';

const CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Ten characters [a-z0-9], as API Gateway's ids. */
export function newId(): string {
  return Array.from({ length: 10 }, () => CHARACTERS[randomInt(CHARACTERS.length)]).join('');
}
