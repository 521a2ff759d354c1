import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAuthority } from '../support/certificates.ts';
import { CA, CLIENT, SERVER_NAME } from './document.ts';

/** Names of files: secrets of the gateway, and what the targets show and ask for. */
export const SECRETS = 'secrets.json';
export const SERVER = 'server.json';

/** What a target over TLS is made of; each asks for a client certificate of the same authority. */
export interface ServerMaterial {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
}

/** An authority of its own, and a certificate for each side. */
export async function writeSecrets(folder: string): Promise<void> {
  const authority = await createAuthority('Faults');
  const [server, client] = await Promise.all([authority.issue(SERVER_NAME), authority.issue('gateway')]);
  const material: ServerMaterial = { ...server, ca: authority.cert };
  writeFileSync(join(folder, SERVER), JSON.stringify(material));
  writeFileSync(join(folder, SECRETS), JSON.stringify({ [CA]: authority.cert, [CLIENT]: client.cert + client.key }));
}
