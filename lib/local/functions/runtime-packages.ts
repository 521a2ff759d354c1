import { existsSync } from 'node:fs';
import { mkdir, readdir, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** What Lambda's Node.js runtime has for functions that do not bundle it. */
const SCOPES = ['@aws-sdk', '@smithy'];

/**
 * Makes the AWS SDK's packages findable from `root` and below, after a function's own `node_modules`, as in Lambda:
 * links to those that the working directory's project or this package has. A missing one is the function's import error.
 */
export async function linkRuntimePackages(root: string, workingDirectory: string): Promise<void> {
  const places = [join(workingDirectory, 'package.json'), import.meta.filename];
  const installed = places.flatMap((place) => createRequire(place).resolve.paths('@aws-sdk') ?? []);
  for (const scope of SCOPES) {
    const target = join(root, 'node_modules', scope);
    await mkdir(target, { recursive: true });
    const linked = new Set<string>();
    for (const folder of new Set(installed.map((place) => join(place, scope)))) {
      if (!existsSync(folder)) continue;
      for (const name of await readdir(folder)) {
        if (linked.has(name)) continue;
        linked.add(name);
        await symlink(join(folder, name), join(target, name), 'junction');
      }
    }
  }
}
