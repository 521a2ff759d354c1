import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What the local runtime is compared with, and the load generator: installed on demand, never part of the package. */
const PEERS = { osls: '4.3.1', 'serverless-offline': '14.8.2', autocannon: '8.0.0' };

/** Folder that holds the peers' `node_modules`; installs them at the first call. */
export async function installPeers(root: string): Promise<string> {
  const folder = join(root, '.bench/peers');
  if (existsSync(join(folder, 'node_modules/autocannon'))) return folder;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: PEERS }));
  process.stderr.write('installing the peers (about 140 MB, once) …\n');
  await promisify(execFile)('npm', ['install', '--legacy-peer-deps', '--no-audit', '--no-fund'], { cwd: folder });
  return folder;
}
