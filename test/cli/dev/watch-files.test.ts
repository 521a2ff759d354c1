import { once } from 'node:events';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type FileWatch, watchFiles } from '../../../lib/cli/dev/watch-files.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
const file = join(folder, 'api.yaml');
let watch: FileWatch | undefined;
afterEach(() => watch?.close());

function nextChange(): Promise<unknown> {
  const changes = new EventTarget();
  watch = watchFiles([file], () => changes.dispatchEvent(new Event('change')));
  return once(changes, 'change');
}

describe('watchFiles', () => {
  it('tells when a file appears whose folder was not there', async () => {
    const late = join(folder, 'late', 'by', 'two.yaml');
    const changes = new EventTarget();
    watch = watchFiles([late], () => changes.dispatchEvent(new Event('change')));
    for (const step of [join(folder, 'late'), join(folder, 'late', 'by')]) {
      const appeared = once(changes, 'change');
      mkdirSync(step);
      await appeared;
      // The next folder is watched from now on, which may have changed before.
      const followed = once(changes, 'change');
      watch.follow([late]);
      await followed;
    }
    const written = once(changes, 'change');
    writeFileSync(late, 'a');
    await expect(written).resolves.toBeDefined();
  });

  it('tells when a file is written', async () => {
    writeFileSync(file, 'a');
    const changed = nextChange();
    writeFileSync(file, 'b');
    await expect(changed).resolves.toBeDefined();
  });

  it('goes on telling after the file was replaced, as editors do', async () => {
    writeFileSync(file, 'a');
    for (const content of ['b', 'c']) {
      const changed = nextChange();
      writeFileSync(`${file}~`, content);
      renameSync(`${file}~`, file);
      await expect(changed).resolves.toBeDefined();
      watch?.close();
    }
  });
});
