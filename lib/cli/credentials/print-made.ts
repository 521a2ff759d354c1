import { printNote, printResult } from '../output.ts';

/** The secret alone on stdout, so that a script can take it. */
export function printMade(secret: string | undefined, what: string): void {
  if (secret !== undefined) printResult(secret);
  printNote(secret === undefined ? what : `${what}: the secret is shown this once`);
}
