import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { synthesize } from '../../lib/constructs/synthesize.ts';
import { aModel, anOperation } from '../support/api-models.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const model = aModel([
  anOperation({ path: '/pets', security: { apiKey: false, requirements: [[{ scheme: 'session', scopes: [] }]] } }),
  anOperation({ path: '/events', stream: true }),
]);

function contentsOf(root: string): Readonly<Record<string, string>> {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(root, name)).isFile(),
  );
  return Object.fromEntries(files.sort().map((name) => [name, readFileSync(join(root, name), 'latin1')]));
}

function synthesizeTo(name: string): string {
  return synthesize({ model, outdir: join(folder, name), stageName: 'dev' });
}

describe('synthesize', () => {
  it('makes the same bytes each time', () => {
    expect(contentsOf(synthesizeTo('first'))).toEqual(contentsOf(synthesizeTo('second')));
  });

  it('ships the config beside the bundle and its source map', () => {
    const files = Object.keys(contentsOf(synthesizeTo('assets')));
    const names = files
      .filter((name) => name.startsWith('asset.'))
      .map((name) => name.replace(/^asset\.[0-9a-f]{64}\//, ''));
    const those = [
      'authorizer-config.json',
      'index.cjs',
      'index.cjs',
      'index.cjs.map',
      'index.cjs.map',
      'router-config.json',
    ];
    expect(names.filter((name) => those.includes(name)).sort()).toEqual(those);
  });

  it('names no folder of this machine', () => {
    for (const content of Object.values(contentsOf(synthesizeTo('paths')))) {
      expect(content).not.toContain(process.cwd());
      expect(content).not.toContain(folder);
    }
  });

  it("makes a template that CDK's own validation accepts", () => {
    const outdir = join(folder, 'validated');
    execFileSync(process.execPath, [join(import.meta.dirname, 'validated-assembly.ts'), outdir]);
    expect(JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')).pluginReports).toEqual([]);
  });
});
