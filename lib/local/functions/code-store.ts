import { constants } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import type { FunctionCode, LambdaFunction } from '../assembly/assembly.ts';
import { linkRuntimePackages } from './runtime-packages.ts';

export interface CodeStore {
  /** The folder of the function's unpacked code, unpacked at the first call; functions with the same code share one. */
  folderOf(lambda: LambdaFunction): Promise<string>;
  close(): Promise<void>;
}

/**
 * Keeps functions' code in a temporary folder of its own: where an assembly lies, the user's package.json would decide
 * what a `.js` file is and its node_modules would lend packages that Lambda does not have.
 */
export function openCodeStore(): CodeStore {
  let root: Promise<string> | undefined;
  const folders = new Map<string, Promise<string>>();
  return {
    folderOf(lambda) {
      root ??= createRoot();
      const source = lambda.code.kind === 'inline' ? lambda.code.source : lambda.code.path;
      const folder = folders.get(source) ?? unpack(root, String(folders.size), lambda.code);
      folders.set(source, folder);
      return folder;
    },
    async close() {
      await Promise.allSettled(folders.values());
      if (root) await rm(await root, { recursive: true, force: true });
    },
  };
}

async function createRoot(): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'gatewright-functions-')));
  await writeFile(join(root, 'package.json'), '{}');
  await linkRuntimePackages(root, process.cwd());
  return root;
}

async function unpack(root: Promise<string>, name: string, code: FunctionCode): Promise<string> {
  const folder = join(await root, name);
  await mkdir(folder);
  switch (code.kind) {
    case 'directory':
      await cp(code.path, folder, { recursive: true, dereference: true, mode: constants.COPYFILE_FICLONE });
      return folder;
    case 'zip':
      await unzip(code.path, folder);
      return folder;
    case 'inline':
      await writeFile(join(folder, 'index.js'), code.source);
      return folder;
    default:
      return code satisfies never;
  }
}

async function unzip(file: string, folder: string): Promise<void> {
  const { unzipSync } = await import('fflate');
  for (const [name, bytes] of Object.entries(unzipSync(await readFile(file)))) {
    const path = resolve(folder, name);
    if (!path.startsWith(folder + sep)) throw new Error(`${file} holds ${name}, a path outside of it`);
    if (name.endsWith('/')) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
}
