import { once } from 'node:events';
import { renameSync, writeFileSync } from 'node:fs';
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
