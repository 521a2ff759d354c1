import { join } from 'node:path';
import { objectOf, stringOf } from '../json-values.ts';
import { readJson } from './read-json.ts';
import type { FileAsset } from './stack.ts';

/** Reads an assembly's asset manifests: which file or folder lies behind which object key. */
export async function readAssets(dir: string, manifests: readonly string[]): Promise<ReadonlyMap<string, FileAsset>> {
  const assets = new Map<string, FileAsset>();
  for (const manifest of manifests) {
    const { files } = await readJson(join(dir, manifest));
    for (const file of Object.values(objectOf(files))) {
      const { source, destinations } = objectOf(file);
      const { path, packaging } = objectOf(source);
      if (typeof path !== 'string') continue;
      for (const objectKey of objectKeys(destinations))
        assets.set(objectKey, { path: join(dir, path), packaging: String(packaging) });
    }
  }
  return assets;
}

function objectKeys(destinations: unknown): readonly string[] {
  const keys = Object.values(objectOf(destinations)).map((destination) => stringOf(objectOf(destination).objectKey));
  return keys.filter((key) => key !== undefined);
}
