import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, relative } from 'node:path';
import type { LambdaBundle } from './lambda-bundle.ts';

const require = createRequire(import.meta.url);
const extension = extname(import.meta.filename);
/** esbuild by its version; this file by what it writes. */
const makers = [
  join(import.meta.dirname, `build-bundle${extension}`),
  import.meta.filename,
  require.resolve('esbuild/package.json'),
];

interface Kept {
  /** Of all that the bundle was made of, by path from the root: a hash, or null where there was no such file. */
  readonly sources: Readonly<Record<string, string | null>>;
  readonly files: Readonly<Record<string, string>>;
  readonly metafile: LambdaBundle['metafile'];
}

/**
 * A bundle as it was made before, if all that it was made of is the same to the byte; else it is made, and kept in
 * `node_modules/.cache`. Half a second of esbuild at each start, unless it is kept; where it cannot be, it is made each time.
 */
export function keptBundle(root: string, name: string, make: () => LambdaBundle): LambdaBundle {
  const file = join(root, 'node_modules', '.cache', 'gatewright', `${name}.json`);
  const kept = readKept(file);
  if (kept && Object.entries(kept.sources).every(([path, hash]) => hashOf(join(root, path)) === hash)) {
    const { files, metafile } = kept;
    return { files: mapValues(files, (text) => Buffer.from(text)), metafile };
  }
  const started = Date.now();
  const bundle = make();
  const sources = hashesOf(root, sourcesOf(root, bundle.metafile), started);
  if (sources) keep(file, { ...bundle, sources });
  return bundle;
}

/** Nothing, too, if it is not as it was written: it is damaged, or an earlier version of ours wrote it. */
function readKept(file: string): Kept | undefined {
  try {
    const [hash, json = ''] = readFileSync(file, 'utf8').split('\n', 2);
    return hash === sha256(json) ? JSON.parse(json) : undefined;
  } catch {
    return undefined;
  }
}

function keep(file: string, { sources, files, metafile }: LambdaBundle & Pick<Kept, 'sources'>): void {
  const kept: Kept = { sources, files: mapValues(files, (bytes) => Buffer.from(bytes).toString()), metafile };
  const unfinished = `${file}.${randomUUID()}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch {
    return;
  }
  try {
    const json = JSON.stringify(kept);
    writeFileSync(unfinished, `${sha256(json)}\n${json}`);
    renameSync(unfinished, file);
  } catch {
    rmSync(unfinished, { force: true });
  }
}

/** With what made it, and the package.json of each library and of ours: they say which of its files are meant, and which may be left out. */
function sourcesOf(root: string, { inputs }: LambdaBundle['metafile']): readonly string[] {
  const paths = Object.keys(inputs);
  // From the disk's root: where npm installs ours, other libraries lie beside it, in the folder that holds it.
  const libraries = paths
    .flatMap((path) => /^.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+[\\/]/.exec(join(root, path))?.[0] ?? [])
    .map((folder) => `${relative(root, folder)}/`);
  const packages = ['', '../', ...libraries].map((folder) => `${folder}package.json`);
  return [...new Set([...paths, ...packages, ...makers.map((maker) => relative(root, maker))])];
}

/** None if one was written while the bundle was made: nobody knows what of it was read. */
function hashesOf(root: string, paths: readonly string[], started: number): Kept['sources'] | undefined {
  const files = paths.map((path) => join(root, path));
  const writtenAt = (file: string) => Math.floor(statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  if (files.some((file) => writtenAt(file) > started)) return undefined;
  return Object.fromEntries(paths.map((path) => [path, hashOf(join(root, path))]));
}

function hashOf(file: string): string | null {
  try {
    return sha256(readFileSync(file));
  } catch {
    return null;
  }
}

const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('base64');

const mapValues = <From, To>(values: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
