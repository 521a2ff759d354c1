import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import type { OutputFile } from 'esbuild';
import type { LambdaBundle, LambdaName } from './lambda-bundle.ts';

/** What a handler reads in a file of its own, when it needs it. */
function besides(root: string, name: LambdaName, extension: string): Readonly<Record<string, string>> {
  return name === 'authorizer'
    ? { seldom: join(root, 'lambdas', 'adapters', 'credentials', `seldom${extension}`) }
    : {};
}

/** Bundles `lambdas/NAME/handler` of a root. esbuild splits ES modules only, so what it splits is made CommonJS in a second step. */
export function buildBundle(root: string, name: LambdaName): LambdaBundle {
  // Node runs no TypeScript under node_modules: the published package holds handler.js.
  const extension = extname(import.meta.filename);
  const { outputFiles, metafile } = esbuild().buildSync({
    ...SETTINGS,
    absWorkingDir: root,
    entryPoints: { index: join(root, 'lambdas', name, `handler${extension}`), ...besides(root, name, extension) },
    outdir: join(root, 'bundles', name),
    outExtension: { '.js': '.cjs' },
    splitting: true,
    metafile: true,
    format: 'esm',
    define: { 'import.meta.dirname': '__dirname' },
    sourcemap: 'inline',
  });
  const folder = mkdtempSync(join(tmpdir(), 'gatewright-bundle-'));
  try {
    return { files: commonJs(folder, outputFiles, partsOf(metafile)), metafile };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Loaded when there is something to bundle, which few starts have. */
const esbuild = (): typeof import('esbuild') => createRequire(import.meta.url)('esbuild');

const INDEX = 'index.cjs';

const SETTINGS = {
  bundle: true,
  write: false,
  minify: true,
  platform: 'node',
  target: 'node24',
  sourcesContent: false,
  legalComments: 'none',
  // Whatever tsconfig.json lies around the installed package must not change the bytes.
  tsconfigRaw: '{}',
  logLevel: 'silent',
} as const;

interface Parts {
  /** Loaded with the index, so they are put into it: each file costs a start almost a millisecond. */
  readonly within: readonly string[];
  readonly apart: readonly string[];
}

function partsOf({ outputs }: LambdaBundle['metafile']): Parts {
  const importsOf = new Map(Object.entries(outputs).map(([path, { imports }]) => [basename(path), imports]));
  const loaded = new Set([INDEX]);
  for (const part of loaded) {
    for (const { path, kind } of importsOf.get(part) ?? [])
      if (kind === 'import-statement' && importsOf.has(basename(path))) loaded.add(basename(path));
  }
  const [, ...within] = loaded;
  return { within, apart: [...importsOf.keys()].filter((part) => !loaded.has(part)) };
}

function commonJs(folder: string, modules: readonly OutputFile[], { within, apart }: Parts): LambdaBundle['files'] {
  const write = (name: string, text: string) => writeFileSync(join(folder, moduleOf(name)), text);
  for (const { path, text } of modules) {
    const name = basename(path);
    write(
      name,
      apart.includes(name) ? text : within.reduce((code, part) => code.replaceAll(part, moduleOf(part)), text),
    );
  }
  const shared = within.map((part) => `export * as ${memberOf(part)} from './${moduleOf(part)}';`);
  write(ALL, [`export * from './${moduleOf(INDEX)}';`, ...shared].join('\n'));
  const { outputFiles } = esbuild().buildSync({
    ...SETTINGS,
    entryPoints: {
      index: join(folder, moduleOf(ALL)),
      ...Object.fromEntries(apart.map((part) => [part.slice(0, -'.cjs'.length), join(folder, moduleOf(part))])),
    },
    outdir: join(folder, 'out'),
    outExtension: { '.js': '.cjs' },
    loader: { '.esm': 'js' },
    // Those that are not in the index: they are required.
    external: ['*.cjs'],
    // `require('node:http')` costs 4 ms of a cold start, the import 24: Node loads more for the names of an ES module.
    format: 'cjs',
    supported: { 'dynamic-import': false },
    sourcemap: 'linked',
  });
  const files = outputFiles.map(({ path, text }) => {
    const content = path.endsWith('.map') ? withoutFolders(text) : fromIndex(text, within);
    return [basename(path), new TextEncoder().encode(content)];
  });
  return Object.fromEntries(files);
}

/** What index and shared parts are put together from. */
const ALL = 'all.cjs';

/**
 * As a file to put into another one. Names of one length keep the columns of source maps right; of a `.mjs` file esbuild
 * would take `import()` as Node does, for which `default` is all that a CommonJS file exports.
 */
const moduleOf = (part: string): string => part.replace(/cjs$/, 'esm');

/** As long as its name where that is required. */
const memberOf = (part: string): string => `_${part.slice('chunk-'.length, -'.cjs'.length)}`;

const fromIndex = (code: string, within: readonly string[]): string =>
  within.reduce(
    (text, part) => text.replaceAll(`require("./${part}")`, `require("./${INDEX}").${memberOf(part)}`),
    code,
  );

/** Where the sources lie is told from the package's own folder, wherever this was made. */
function withoutFolders(text: string): string {
  const map = JSON.parse(text);
  const sources = map.sources.map((source: string) => source.replace(/^.*?(?=(?:lambdas|node_modules)\/)|^.*\//, ''));
  return JSON.stringify({ ...map, sources });
}
