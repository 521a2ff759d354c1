import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What the local runtime is compared with, and the load generator: installed on demand, never part of the package. */
const PEERS = { osls: '4.3.1', 'serverless-offline': '14.8.2', autocannon: '8.0.0' };

/** What tokens are verified with elsewhere. */
const TOKEN_PEERS = { 'aws-jwt-verify': '5.2.1' };

/** Folder that holds the peers' `node_modules`; installs them at the first call (about 140 MB). */
export const installPeers = (root: string): Promise<string> => install(join(root, '.bench/peers'), PEERS);

/** The same of those that verify tokens. */
export const installTokenPeers = (root: string): Promise<string> =>
  install(join(root, '.bench/token-peers'), TOKEN_PEERS);

async function install(folder: string, peers: Readonly<Record<string, string>>): Promise<string> {
  const names = Object.keys(peers);
  if (names.every((name) => existsSync(join(folder, 'node_modules', name)))) return folder;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: peers }));
  process.stderr.write(`installing ${names.join(', ')}, once …\n`);
  await promisify(execFile)('npm', ['install', '--legacy-peer-deps', '--no-audit', '--no-fund'], { cwd: folder });
  return folder;
}
