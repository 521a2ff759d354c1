import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildBundle } from '../../lib/constructs/build-bundle.ts';
import { keptBundle } from '../../lib/constructs/kept-bundle.ts';

let root: string;
let made: number;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kept-bundle-'));
  made = 0;
  write(
    'lambdas/health/handler.ts',
    "import { word } from './word.ts';\nimport leftPad from 'left-pad';\nexport const handler = () => leftPad(word);",
  );
  write('lambdas/health/word.ts', "export const word = 'before – ü';");
  write('node_modules/left-pad/package.json', '{ "name": "left-pad", "main": "one.js" }');
  write('node_modules/left-pad/one.js', "module.exports = (text) => 'one' + text;");
  write('node_modules/left-pad/two.js', "module.exports = (text) => 'two' + text;");
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

const bundle = () =>
  keptBundle(root, 'health', () => {
    made++;
    return buildBundle(root, 'health');
  });

const codeOf = ({ files }: ReturnType<typeof bundle>) => new TextDecoder().decode(files['index.cjs']);

describe('keptBundle', () => {
  it('makes a bundle once, and gives back the same bytes', () => {
    const first = bundle();
    const second = bundle();
    expect(made).toBe(1);
    expect(second.metafile).toEqual(first.metafile);
    for (const [file, bytes] of Object.entries(first.files))
      expect(Buffer.from(second.files[file] ?? []).equals(bytes)).toBe(true);
    expect(Object.keys(second.files)).toEqual(Object.keys(first.files));
  });

  it.each([
    ['a source is another one', () => write('lambdas/health/word.ts', "export const word = 'after';"), /after/],
    ['a file of a library is', () => write('node_modules/left-pad/one.js', 'module.exports = () => "after";'), /after/],
    ['a library names another file', () => write('node_modules/left-pad/package.json', '{ "main": "two.js" }'), /two/],
    ['our package.json is another one', () => write('package.json', '{ "sideEffects": false }'), /before/],
  ])('makes it anew when %s', (_, change, expected) => {
    bundle();
    change();
    expect(codeOf(bundle())).toMatch(expected);
    expect(made).toBe(2);
    bundle();
    expect(made).toBe(2);
  });

  it('keeps none of which a source was written meanwhile', () => {
    keptBundle(root, 'health', () => {
      const bundle = buildBundle(root, 'health');
      const later = Date.now() / 1000 + 1;
      write('lambdas/health/word.ts', "export const word = 'after';");
      utimesSync(join(root, 'lambdas/health/word.ts'), later, later);
      return bundle;
    });
    expect(codeOf(bundle())).toMatch(/after/);
  });

  it('does not give back what belongs to a source that has gone', () => {
    bundle();
    rmSync(join(root, 'lambdas/health/word.ts'));
    expect(bundle).toThrow(/word\.ts/);
  });

  it('takes none that is damaged', () => {
    bundle();
    const file = join(root, 'node_modules/.cache/gatewright/health.json');
    for (const text of [
      '',
      readFileSync(file, 'utf8').slice(0, 500),
      '{}',
      'null',
      '{"sources":{},"files":{},"metafile":{}}',
      readFileSync(file, 'utf8').replace('before', 'behind'),
    ]) {
      writeFileSync(file, text);
      made = 0;
      expect(codeOf(bundle())).toMatch(/before/);
      expect(made).toBe(1);
    }
  });

  it('makes it anew when a library that lies beside ours, as npm installs it, names another file', () => {
    const installed = join(root, 'node_modules/gatewright/dist');
    mkdirSync(installed, { recursive: true });
    cpSync(join(root, 'lambdas'), join(installed, 'lambdas'), { recursive: true });
    const ofInstalled = () => keptBundle(installed, 'health', () => buildBundle(installed, 'health'));
    expect(codeOf(ofInstalled())).toMatch(/one/);
    write('node_modules/left-pad/package.json', '{ "main": "two.js" }');
    expect(codeOf(ofInstalled())).toMatch(/two/);
  });

  it('makes it each time where it can keep none', () => {
    write('node_modules/.cache', 'a file');
    expect(codeOf(bundle())).toMatch(/before/);
    expect(codeOf(bundle())).toMatch(/before/);
    expect(made).toBe(2);
  });

  it('leaves nothing unfinished behind, and what it kept serves a copy of the folder', () => {
    bundle();
    expect(readdirSync(join(root, 'node_modules/.cache/gatewright'))).toEqual(['health.json']);
    const original = root;
    root = mkdtempSync(join(tmpdir(), 'kept-bundle-copy-'));
    cpSync(original, root, { recursive: true });
    rmSync(original, { recursive: true });
    bundle();
    expect(made).toBe(1);
  });
});
