import { join } from 'node:path';

type Seldom = typeof import('./seldom.ts');

let loaded: Seldom | undefined;

/** Reads what lies beside the bundle. `import.meta.dirname` is replaced by `__dirname` when the bundle is made. */
export function loadSeldom(): Seldom {
  const { createRequire } = process.getBuiltinModule('node:module');
  const file = join(import.meta.dirname, 'seldom.cjs');
  loaded ??= createRequire(file)(file) as Seldom; // made of that very module by lambda-bundle.ts
  return loaded;
}
