import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface WrittenAssembly {
  readonly dir: string;
  remove(): Promise<void>;
}

/** Writes an assembly by hand: templates by stack name, asset texts by object key. */
export async function writeAssembly(
  templates: Readonly<Record<string, unknown>>,
  assets: Readonly<Record<string, string>> = {},
): Promise<WrittenAssembly> {
  const dir = await mkdtemp(join(tmpdir(), 'gatewright-assembly-'));
  const write = (name: string, value: unknown) => writeFile(join(dir, name), JSON.stringify(value));
  const artifacts: Record<string, unknown> = {
    assets: { type: 'cdk:asset-manifest', properties: { file: 'all.assets.json' } },
  };
  const files: Record<string, unknown> = {};
  for (const [objectKey, text] of Object.entries(assets)) {
    await writeFile(join(dir, objectKey), text);
    files[objectKey] = {
      source: { path: objectKey, packaging: 'file' },
      destinations: { here: { bucketName: 'b', objectKey } },
    };
  }
  await write('all.assets.json', { files });
  for (const [name, template] of Object.entries(templates)) {
    await write(`${name}.template.json`, template);
    artifacts[name] = {
      type: 'aws:cloudformation:stack',
      environment: 'aws://unknown-account/unknown-region',
      properties: { templateFile: `${name}.template.json` },
    };
  }
  await write('manifest.json', { version: '55.0.0', artifacts });
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}
