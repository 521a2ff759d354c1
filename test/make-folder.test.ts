import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { makeFolder } from '../lib/make-folder.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const root = temporaryFolder();
const options = { advice: 'name another' };

beforeAll(() => {
  writeFileSync(join(root, 'file'), '');
  symlinkSync(join(root, 'nowhere'), join(root, 'dangling'));
});

describe('makeFolder', () => {
  it('makes those above it as well, for whom it is meant', () => {
    makeFolder(join(root, 'a', 'b', 'c'), { ...options, mode: 0o700 });
    for (const folder of ['a', 'a/b', 'a/b/c']) expect(statSync(join(root, folder)).mode & 0o777).toBe(0o700);
  });

  it('takes one that is there, by whatever name', () => {
    mkdirSync(join(root, 'real'));
    symlinkSync(join(root, 'real'), join(root, 'link'));
    for (const folder of ['real', 'real/', 'link', 'link/../real/.']) makeFolder(`${root}/${folder}`, options);
    makeFolder(join(root, 'link', 'below'), options);
    expect(existsSync(join(root, 'real', 'below'))).toBe(true);
  });

  it.each([
    ['a file', 'file'],
    ['what is below a file', 'file/below/it'],
    ['a link that leads nowhere', 'dangling'],
    ['what is below such a link', 'dangling/below'],
  ])('says in one line that %s is none', (_, name) => {
    const folder = join(root, name);
    expect(() => makeFolder(folder, options)).toThrow(
      expect.objectContaining({
        code: 'OUTPUT_UNWRITABLE',
        message: expect.stringMatching(/^cannot write to \/.* \(.+\): name another$/),
      }),
    );
  });

  it('does not take the folder one stands in where none is named', () => {
    expect(() => makeFolder('', options)).toThrow('cannot write to "" (it is no name of a folder): name another');
  });

  // In a process of its own: what it is about would never end.
  it('ends where the file system knows no new folders', () => {
    const module = join(import.meta.dirname, '../lib/make-folder.ts');
    const code = `import { makeFolder } from ${JSON.stringify(module)}; makeFolder('/proc/x/y', { advice: 'name another' });`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module-typescript', '--eval', code], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/cannot write to \/proc\/x\/y \(E\w+: .*\): name another/);
  });
});
