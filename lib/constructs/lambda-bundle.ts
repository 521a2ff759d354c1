import { extname, join } from 'node:path';
import { type BuildResult, buildSync } from 'esbuild';

export type LambdaName = 'router' | 'authorizer' | 'health' | 'keys';

export interface LambdaBundle {
  /** By file name, as they lie in the Lambda's folder. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly metafile: NonNullable<BuildResult['metafile']>;
}

/** The repository, or `dist/` of the installed package: both hold `lambdas/` beside `lib/`. */
const root = join(import.meta.dirname, '..', '..');
const bundles = new Map<LambdaName, LambdaBundle>();

/**
 * A Lambda's code as one minified file with its source map beside it. Bundled once per process, so that a live reload
 * bundles nothing; the same bytes in any folder and on any machine, so that an unchanged source is an unchanged asset.
 */
export function lambdaBundle(name: LambdaName): LambdaBundle {
  const known = bundles.get(name);
  if (known) return known;
  const bundle = build(name);
  bundles.set(name, bundle);
  return bundle;
}

/** What a handler reads in a file of its own, when it needs it. */
function besides(name: LambdaName, extension: string): Readonly<Record<string, string>> {
  return name === 'authorizer'
    ? { seldom: join(root, 'lambdas', 'adapters', 'credentials', `seldom${extension}`) }
    : {};
}

function build(name: LambdaName): LambdaBundle {
  // Node runs no TypeScript under node_modules: the published package holds handler.js.
  const extension = extname(import.meta.filename);
  const { outputFiles, metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: { index: join(root, 'lambdas', name, `handler${extension}`), ...besides(name, extension) },
    outdir: join(root, 'bundles', name),
    outExtension: { '.js': '.cjs' },
    write: false,
    bundle: true,
    metafile: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    // `require('node:http')` costs 4 ms of a cold start, the import 24: Node loads more for the names of an ES module.
    format: 'cjs',
    define: { 'import.meta.dirname': '__dirname' },
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    // Whatever tsconfig.json lies around the installed package must not change the bytes.
    tsconfigRaw: '{}',
    logLevel: 'silent',
  });
  const files = outputFiles.map(({ path, contents }) => [path.slice(join(root, 'bundles', name).length + 1), contents]);
  return { files: Object.fromEntries(files), metafile };
}
