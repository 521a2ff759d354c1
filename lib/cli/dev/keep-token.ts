import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeFolder } from '../../make-folder.ts';

/** Writes a token to a file of its issuer, for lines such as `curl -H "authorization: Bearer $(cat FILE)"`. */
export function keepToken(stateDir: string, issuer: string, token: string): string {
  const folder = resolve(stateDir, 'tokens');
  makeFolder(folder, { advice: 'name another with --state-dir', mode: 0o700 });
  const file = join(folder, issuer.replace(/^https?:\/\//, '').replace(/[^A-Za-z0-9.-]+/g, '_'));
  writeFileSync(file, token, { mode: 0o600 });
  return file;
}
