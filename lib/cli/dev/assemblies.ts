/** EDGE: the assemblies of the served versions, each in a folder of its own: one may still be read while the next is written. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiModel } from '../../compiler/index.ts';
import { UserError } from '../../errors.ts';

const PREFIX = 'assembly-';

export interface Assemblies {
  /** Synthesizes a version and returns its folder. */
  add(model: ApiModel): Promise<string>;
  /** Removes all others, also those that an earlier process could not. */
  keepOnly(assembly: string): void;
  clear(): void;
}

export function assembliesIn(stateDir: string, stageName: string): Assemblies {
  const own = new Set<string>();
  const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });
  return {
    async add(model) {
      const { synthesize } = await import('../../constructs/synthesize.ts');
      const outdir = makeFolder(stateDir);
      own.add(outdir);
      await synthesize({ model, outdir, stageName, stackName: 'Gateway' });
      return outdir;
    },
    keepOnly(assembly) {
      const folders = readdirSync(stateDir).filter((name) => name.startsWith(PREFIX));
      for (const folder of folders.map((name) => join(stateDir, name))) if (folder !== assembly) remove(folder);
    },
    clear: () => own.forEach(remove),
  };
}

function makeFolder(stateDir: string): string {
  try {
    mkdirSync(stateDir, { recursive: true });
    return mkdtempSync(join(stateDir, PREFIX));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(
      'OUTPUT_UNWRITABLE',
      `cannot write to ${stateDir} (${reason}): name a folder with --state-dir`,
      {
        cause,
      },
    );
  }
}
