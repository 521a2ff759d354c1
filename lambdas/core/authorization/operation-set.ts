/**
 * Operations by their numbers, as a text short enough for an authorizer's context: six of them to a character. Whoever may
 * call all of ten thousand operations has 1.7 kB of it.
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function writeOperationSet(numbers: readonly number[]): string {
  const sixes = new Array<number>(Math.floor(Math.max(-1, ...numbers) / 6) + 1).fill(0);
  for (const number of numbers) {
    const at = Math.floor(number / 6);
    sixes[at] = (sixes[at] ?? 0) | (1 << (number % 6));
  }
  return sixes.map((six) => ALPHABET[six]).join('');
}

export function isInOperationSet(text: string, number: number): boolean {
  const six = ALPHABET.indexOf(text.charAt(Math.floor(number / 6)) || 'A');
  return six > 0 && (six & (1 << (number % 6))) !== 0;
}
