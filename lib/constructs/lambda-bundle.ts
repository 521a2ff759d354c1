import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { buildBundle } from './build-bundle.ts';
import { keptBundle } from './kept-bundle.ts';

export type LambdaName = 'router' | 'authorizer' | 'health' | 'keys' | 'usage';

export interface LambdaBundle {
  /** By file name, as they lie in the Lambda's folder. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly metafile: Metafile;
}

/** The repository, or `dist/` of the installed package: both hold `lambdas/` beside `lib/`. */
const root = join(import.meta.dirname, '..', '..');
const bundles = new Map<LambdaName, LambdaBundle>();

/**
 * A Lambda's code: minified `index.cjs`, and beside it one file for each part that the code loads by `import()`, when it is
 * first needed; each with its source map. Bundled once until a source changes, and read once per process, so that a live
 * reload does neither; the same bytes in any folder and on any machine, so that an unchanged source is an unchanged asset.
 */
export function lambdaBundle(name: LambdaName): LambdaBundle {
  const known = bundles.get(name);
  if (known) return known;
  const bundle = keptBundle(root, name, () => buildBundle(root, name));
  bundles.set(name, bundle);
  return bundle;
}
