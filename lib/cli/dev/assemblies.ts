/** EDGE: the assemblies of the served versions, each in a folder of its own: one may still be read while the next is written. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiModel } from '../../compiler/index.ts';
import { makeFolder, unwritable } from '../../make-folder.ts';

const PREFIX = 'assembly-';
/** Requests on the version before may still start a worker, which reads its code then. */
const KEPT = 5;

export interface Assemblies {
  /** Synthesizes a version and returns its folder. */
  add(model: ApiModel): Promise<string>;
  /** Removes those of earlier processes, which had no time to; the state folder must be this process's own by now. */
  removeStrangers(): void;
  clear(): void;
}

export function assembliesIn(stateDir: string, stageName: string): Assemblies {
  const own: string[] = [];
  const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });
  return {
    async add(model) {
      const { synthesize } = await import('../../constructs/synthesize.ts');
      const outdir = newFolder(stateDir);
      own.push(outdir);
      for (const old of own.splice(0, own.length - KEPT)) remove(old);
      synthesize({ model, outdir, stageName });
      return outdir;
    },
    removeStrangers() {
      const folders = readdirSync(stateDir).filter((name) => name.startsWith(PREFIX));
      for (const folder of folders.map((name) => join(stateDir, name))) if (!own.includes(folder)) remove(folder);
    },
    clear: () => own.forEach(remove),
  };
}

function newFolder(stateDir: string): string {
  const advice = 'name a folder with --state-dir';
  makeFolder(stateDir, { advice });
  try {
    return mkdtempSync(join(stateDir, PREFIX));
  } catch (error) {
    throw unwritable(stateDir, advice, error);
  }
}
