import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Reads a config that the compiler wrote beside this bundle. Throws at load, so that a bad deployment fails at once.
 * `import.meta.dirname` is replaced by `__dirname` when the bundle is made (lambda-bundle.ts).
 */
export function readConfig<Config extends { readonly version: 1 }>(name: string): Config {
  const file = join(import.meta.dirname, name);
  // The compiler of the same deployment wrote it from this very type.
  const config = JSON.parse(readFileSync(file, 'utf8')) as Config;
  if (config.version !== 1) {
    throw new Error(`${name} has version ${config.version}, expected 1: deploy functions and configs together`);
  }
  return config;
}
